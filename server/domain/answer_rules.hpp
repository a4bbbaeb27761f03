// Whether an answer to a letter's reply slip or a consent form is accepted. Storage gathers the facts inside the
// transaction that will keep the answer, and asks here.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "domain/answers.hpp"
#include "domain/time.hpp"

namespace jiaxin::domain {

using Sha256 = std::array<std::uint8_t, 32>;

enum class Asked { nothing, slip, consent };

// Of the message, the child and the signer, as stored.
struct AnswerFacts {
  bool addressed = false;  // this guardian was written to about this child
  Asked asked = Asked::nothing;
  std::optional<TimePoint> deadline;
  std::uint32_t slip_options = 0;  // how many there are
  bool comment_allowed = false;
  std::uint32_t form_version = 0;
  Sha256 text_sha256{};
  std::optional<TimePoint> opened_at;  // by this guardian
  AnswerId latest;                     // this guardian's latest answer for the child; 0: none
};

struct AnswerGiven {
  Choice choice = Choice::agree;
  std::uint32_t slip_option = 0;
  std::string comment;
  std::uint32_t form_version = 0;
  Sha256 text_sha256{};
  AnswerId predecessor;
};

enum class AnswerRuling {
  accepted,
  not_found,   // no such item was sent to this guardian for this child
  not_asked,   // the item asks nothing of this kind
  closed,      // the deadline has passed
  not_opened,  // evidence needs that he opened it first
  no_such_option,
  comment_not_allowed,
  other_text,  // the text shown is not the text that is stored
  stale_predecessor,
};

AnswerRuling rule_on(const AnswerFacts& facts, const AnswerGiven& given, TimePoint now);

}  // namespace jiaxin::domain
