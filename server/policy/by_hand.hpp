#pragma once

#include <string>
#include <utility>

#include "policy/cleared.hpp"

namespace jiaxin::handlers {
class ReviewDesk;  // the only maker, handlers/review_desk: it has asked the rights table
}

// Clearing by a person: what the filter held or blocked may go out if one who may decide says so.
namespace jiaxin::policy {

// One person's decision to release one item. It counts only on record: storage makes the item deliverable in the
// transaction that writes the decision down, and in no other way.
class HandRelease {
 public:
  const Verdict& overruled() const { return overruled_; }
  const std::string& reason() const { return reason_; }

 private:
  friend class handlers::ReviewDesk;
  HandRelease(Verdict overruled, std::string reason) : overruled_(std::move(overruled)), reason_(std::move(reason)) {}

  Verdict overruled_;  // hold or block
  std::string reason_;
};

inline constexpr std::string_view by_hand_version = "by-hand";

// The item as it was judged, cleared by that decision. Throws std::invalid_argument if nothing was overruled.
Cleared release(ItemText item, const Context& context, const HandRelease& decision);

}  // namespace jiaxin::policy
