#pragma once

#include <span>
#include <string_view>

#include "policy/pack/fields.hpp"
#include "policy/pack/pack.hpp"

namespace jiaxin::policy {

// Small letters, digits and hyphens.
bool is_id(std::string_view text);

// Reads [sets], [[rule]], [[pattern]], [[raise]] and [[excuse]] into the pack, whose id and level are known already.
void read_rules(Fields& fields, std::span<const Pack> above, Pack& pack, Complaints& complaints);

}  // namespace jiaxin::policy
