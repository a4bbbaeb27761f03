#include "policy/model/suspicion.hpp"

#include <algorithm>

namespace jiaxin::policy {
namespace {

bool share_a_sentence(const Passage& a, const Passage& b) {
  return a.first_sentence < b.last_sentence && b.first_sentence < a.last_sentence;
}

bool is_wide(const Suspicion& suspicion) {
  return suspicion.passage.last_sentence - suspicion.passage.first_sentence > 1;
}

bool goes_before(const Suspicion& a, const Suspicion& b) {
  return is_wide(a) != is_wide(b) ? is_wide(b) : a.credited > b.credited;
}

// Null when there is none, or enough are told.
const Suspicion* next_to_tell(const std::vector<Suspicion>& all, double hold, const std::vector<Suspicion>& told) {
  const Suspicion* next = nullptr;
  if (told.size() == most_suspicions) return next;
  for (const Suspicion& one : all) {
    if (one.credited < hold || (next && !goes_before(one, *next))) continue;
    const auto shares = [&](const Suspicion& other) { return share_a_sentence(one.passage, other.passage); };
    if (std::none_of(told.begin(), told.end(), shares)) next = &one;
  }
  return next;
}

}  // namespace

std::vector<Suspicion> worth_telling(const std::vector<Suspicion>& all, double hold) {
  const auto worse = [](const Suspicion& a, const Suspicion& b) { return a.credited < b.credited; };
  Suspicion worst = *std::max_element(all.begin(), all.end(), worse);
  if (worst.credited < hold) return {worst};
  std::vector<Suspicion> told;
  while (const Suspicion* next = next_to_tell(all, hold, told)) told.push_back(*next);
  const auto same = [&](const Suspicion& one) { return one.passage == worst.passage; };
  const auto first = std::find_if(told.begin(), told.end(), same);
  if (first != told.end()) {
    std::rotate(told.begin(), first, first + 1);
  } else {
    worst.told = false;
    told.insert(told.begin(), worst);
  }
  return told;
}

}  // namespace jiaxin::policy
