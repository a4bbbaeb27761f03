#include "delivery/receipt_pace.hpp"

#include <algorithm>

namespace jiaxin::delivery {

using std::chrono::milliseconds;

std::optional<milliseconds> ReceiptPace::changed(Key key, Instant now) {
  State& state = states_[key];
  if (state.planned) return std::nullopt;
  state.planned = true;
  if (!state.last_told) return milliseconds{0};
  const auto due = *state.last_told + interval_;
  return std::max(milliseconds{0}, std::chrono::ceil<milliseconds>(due - now));
}

void ReceiptPace::told(Key key, Instant now) {
  State& state = states_[key];
  state.planned = false;
  state.last_told = now;
}

bool ReceiptPace::forget_if_idle(Key key, Instant now) {
  const auto found = states_.find(key);
  if (found == states_.end() || found->second.planned) return false;
  if (found->second.last_told && now - *found->second.last_told < interval_) return false;
  states_.erase(found);
  return true;
}

}  // namespace jiaxin::delivery
