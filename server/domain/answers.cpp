#include "domain/answers.hpp"

#include <algorithm>

namespace jiaxin::domain {

ChildOutcome outcome_for_child(const std::vector<LatestAnswer>& answers) {
  if (answers.empty()) return {};
  const LatestAnswer& first = answers.front();
  const bool alike = std::all_of(answers.begin(), answers.end(), [&](const LatestAnswer& other) {
    return other.choice == first.choice && other.slip_option == first.slip_option;
  });
  if (!alike) return {ChildState::guardians_disagree, 0};
  switch (first.choice) {
    case Choice::agree: return {ChildState::agreed, 0};
    case Choice::decline: return {ChildState::declined, 0};
    case Choice::slip: return {ChildState::slip, first.slip_option};
  }
  return {};
}

}  // namespace jiaxin::domain
