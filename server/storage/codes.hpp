// Sign-in codes: one for each membership at a time, good once and until it expires.
#pragma once

#include <string_view>

#include "ports/identity_store.hpp"
#include "storage/sqlite.hpp"

namespace jiaxin::storage {

// Read-only.
bool code_is_good(Connection& db, const ports::SecretHash& code, domain::TimePoint at);

// In the writer's transaction.
struct Redemption {
  ports::SecretHash code{};
  std::string login;
  std::string password_hash;
  ports::NewDevice device;
  domain::TimePoint at;
};
std::variant<ports::Redeemed, ports::CodeRefused> redeem_code(Connection& db, const Redemption& redemption);
std::variant<ports::Joined, ports::CodeRefused> join(Connection& db, const ports::SecretHash& code,
                                                     domain::IdentityId identity, domain::TimePoint at);
// Throws where one of the members is unknown; then none is issued.
void issue_codes(Connection& db, const std::vector<ports::NewCode>& codes, domain::TimePoint expires_at);

}  // namespace jiaxin::storage
