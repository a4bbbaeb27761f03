#pragma once

#include <string_view>

#include "policy/cleared.hpp"

// What is done where the filter cannot judge: a rule pack that does not load, a failure while judging.
namespace jiaxin::policy {

inline constexpr std::string_view filter_failed_rule = "national/filter-failed";

// Fails closed: the item waits for a person, with one finding of that rule and an honest word for the sender. Needs no
// tables. Any thread; throws only std::bad_alloc.
Held hold_unjudged(ItemText item, const Context& context);

Verdict unjudged();  // the verdict of such an item
bool is_unjudged(const Verdict& verdict);

}  // namespace jiaxin::policy
