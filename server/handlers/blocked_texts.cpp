#include "handlers/blocked_texts.hpp"

#include "observe/log.hpp"

namespace jiaxin::handlers {
namespace {

constexpr auto pause = std::chrono::hours(1);

void tell(const std::optional<std::size_t>& forgotten) {
  if (!forgotten) return observe::log_warn("policy.blocked_texts_not_forgotten");  // the next hour tries again
  if (*forgotten > 0) observe::log_info("policy.blocked_texts_forgotten", {{"count", *forgotten}});
}

}  // namespace

void BlockedTexts::start() {
  core_.post([this] { forget(); });
}

void BlockedTexts::forget() {
  store_.forget_blocked_texts(clock_.now(), tell);
  core_.run_after(pause, [this] { forget(); });
}

}  // namespace jiaxin::handlers
