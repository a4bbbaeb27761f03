// What the handlers work with. All of it is thread-safe and outlives them.
#pragma once

#include <chrono>

#include "delivery/fan_out.hpp"
#include "delivery/receipt_reporter.hpp"
#include "handlers/guess_limiter.hpp"
#include "handlers/recent_sends.hpp"
#include "policy/filter_holder.hpp"
#include "ports/background.hpp"
#include "ports/clock.hpp"
#include "ports/identity_store.hpp"
#include "ports/message_store.hpp"
#include "ports/password_hasher.hpp"
#include "ports/review_store.hpp"
#include "ports/school_store.hpp"
#include "ports/secrets.hpp"

namespace jiaxin::handlers {

struct Services {
  ports::MessageStore& messages;
  ports::IdentityStore& identities;
  ports::SchoolStore& schools;
  ports::ReviewStore& reviews;
  const policy::FilterHolder& filters;  // without a filter, one did not load: what it would judge is held
  std::chrono::hours blocked_text_kept;
  const ports::Clock& clock;
  const ports::Secrets& secrets;
  ports::PasswordHasher& passwords;
  ports::Background& background;
  delivery::FanOut& fan_out;
  delivery::ReceiptReporter& receipts;
  GuessLimiter& guesses;
  RecentSends& recent_sends;
};

}  // namespace jiaxin::handlers
