// Makes an item's bytes from what the policy filter judged. Every word that a sender wrote comes out of the judged
// item; the rest comes from the roster and the clock.
#pragma once

#include <optional>
#include <string>

#include "domain/answer_rules.hpp"
#include "jiaxin/v1/inbox.pb.h"
#include "policy/cleared.hpp"
#include "ports/serialised_item.hpp"

namespace jiaxin::handlers {

// All of an item but the sender's words.
struct ItemFrame {
  v1::Kind kind = v1::KIND_UNSPECIFIED;
  std::string school_name;
  std::string time_zone;
  std::string sent_to;
  v1::Sender sender;
  v1::Ask ask = v1::ASK_NOTHING;
  std::optional<domain::TimePoint> deadline;
  std::optional<int> declining_option;  // of a slip: which one is "will not take part"
  bool comment_allowed = false;
};

inline constexpr std::uint32_t first_form_version = 1;

class ItemSerialiser {
 public:
  static ports::SerialisedItem serialise(const policy::Cleared& item, const ItemFrame& frame);
  static ports::SerialisedItem serialise(const policy::Held& item, const ItemFrame& frame);
  // Of a Cleared that a person released: storage takes it only with the record of that decision.
  static ports::SerialisedItem serialise_released(const policy::Cleared& item, const ItemFrame& frame);
};

// The item as families would see it, for those who decide whether they do.
v1::Item item_of(const policy::ItemText& text, const ItemFrame& frame);

// The form as it will be shown, for its SHA-256.
v1::ConsentForm form_of(const policy::ItemText& text, const ItemFrame& frame);

}  // namespace jiaxin::handlers
