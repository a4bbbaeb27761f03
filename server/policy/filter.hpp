#pragma once

#include <memory>
#include <string_view>
#include <variant>

#include "policy/cleared.hpp"
#include "policy/terms/item.hpp"
#include "policy/terms/verdict.hpp"

namespace jiaxin::policy {

using Judgement = std::variant<Cleared, Held, Blocked>;

// Judges whether a text assigns homework over phones or breaks one of the rules beside it.
// Make one per process (construction builds its tables, a few ms) and share it: it never changes and
// every const member may be called from any thread at once. Cost is linear in the length of the text.
class Filter {
 public:
  Filter();  // throws std::runtime_error when a built-in table is broken
  ~Filter();
  Filter(const Filter&) = delete;
  Filter& operator=(const Filter&) = delete;

  // Invalid UTF-8 is read as U+FFFD and never fails; only running out of memory throws.
  Verdict judge(std::string_view text, const Context& context) const;

  // Judges joined(item). Fails closed: if judging throws, the item is Held whatever its kind, with the one
  // finding "national/filter-failed".
  Judgement review(ItemText item, const Context& context) const;

  std::string_view pack_version() const;

 private:
  struct Parts;
  std::unique_ptr<const Parts> parts_;
};

}  // namespace jiaxin::policy
