// What the answers given for one child amount to.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/ids.hpp"

namespace jiaxin::domain {

enum class Choice { agree, decline, slip };

// One signer's latest answer for a child. All stand; none replaces another signer's.
struct LatestAnswer {
  MemberId signer;
  Choice choice = Choice::agree;
  std::uint32_t slip_option = 0;
};

enum class ChildState { unanswered, agreed, declined, slip, guardians_disagree };

struct ChildOutcome {
  ChildState state = ChildState::unanswered;
  std::uint32_t slip_option = 0;  // with slip
};

// Silence is never consent: no answer is unanswered, whatever the deadline.
ChildOutcome outcome_for_child(const std::vector<LatestAnswer>& answers);

}  // namespace jiaxin::domain
