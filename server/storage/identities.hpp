// Who signs in and with which devices.
#pragma once

#include <string>
#include <string_view>

#include "ports/identity_store.hpp"
#include "storage/sqlite.hpp"

namespace jiaxin::storage {

// Sign-in names are the same whatever the case of their ASCII letters and the spaces around them.
std::string folded_login(std::string_view login);

// The membership of somebody who is at his school now; nullopt otherwise.
std::optional<ports::MembershipRecord> membership(Connection& db, domain::MemberKey member);

// Read-only.
std::optional<ports::LoginRecord> find_login(Connection& db, std::string_view login);
std::vector<domain::MemberId> members_without_identity(Connection& db, domain::SchoolId school);

struct Resumed {
  std::optional<ports::SessionRecord> session;
  bool last_seen_is_old = false;  // touch_session() is due; not at every return, which would cost an fsync each
};
Resumed resume_session(Connection& db, const ports::SecretHash& token, domain::TimePoint at);

// In the writer's transaction.
// Of one identity: whoever has a password can make a new one with every sign-in.
inline constexpr std::size_t most_devices = 500;
ports::SessionOpened open_session(Connection& db, domain::IdentityId identity, const ports::NewDevice& device,
                                  domain::TimePoint at);
bool end_session(Connection& db, domain::DeviceSessionId device);  // whether there was one
std::vector<domain::DeviceSessionId> end_sessions(Connection& db, domain::IdentityId identity);
void touch_session(Connection& db, domain::DeviceSessionId device, domain::TimePoint at);

}  // namespace jiaxin::storage
