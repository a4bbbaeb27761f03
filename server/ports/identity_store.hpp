// Who signs in, with what, and which memberships are his. Thread-safe; answers as MessageStore does.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/ids.hpp"
#include "domain/time.hpp"
#include "ports/done.hpp"

namespace jiaxin::ports {

using SecretHash = std::array<std::uint8_t, 32>;  // of a device token or a sign-in code; the secret is never stored

struct MembershipRecord {
  domain::MemberKey key;
  domain::Epoch epoch;
  domain::Seq head;
};

struct SessionRecord {
  domain::DeviceSessionId device;
  domain::IdentityId identity;
  std::string login;
  std::vector<MembershipRecord> memberships;  // of people who are at their school now
};

struct LoginRecord {
  domain::IdentityId identity;
  std::string password_hash;  // Argon2id, as libsodium writes it
};

struct NewDevice {
  SecretHash token{};
  std::string name;
};

enum class CodeRefused {
  wrong_code,  // unknown, used, expired or replaced
  name_taken,  // the sign-in name belongs to another identity
};

// A membership that passes to another identity leaves the earlier one's device sessions as they are, without it. Those
// are `moved`: whoever is connected with them must learn his memberships anew.
using MovedAway = std::vector<domain::DeviceSessionId>;

// A person keeps the device sessions that were seen last, up to a bound; what is beyond it is ended.
struct SessionOpened {
  SessionRecord session;
  std::vector<domain::DeviceSessionId> ended;
};

// Redeeming ends every earlier device session of the identity whose password it sets.
struct Redeemed {
  SessionRecord session;
  std::vector<domain::DeviceSessionId> ended;
  MovedAway moved;
};

struct Joined {
  MembershipRecord membership;
  MovedAway moved;
};

struct NewCode {
  domain::MemberKey member;
  SecretHash code{};
};

class IdentityStore {
 public:
  virtual ~IdentityStore() = default;

  // nullopt inside: nobody of that name.
  virtual void find_login(std::string login, Done<std::optional<LoginRecord>> done) = 0;
  virtual void open_session(domain::IdentityId identity, NewDevice device, domain::TimePoint at,
                            Done<SessionOpened> done) = 0;
  // nullopt inside: no such session, or it was ended.
  virtual void resume_session(SecretHash token, domain::TimePoint at, Done<std::optional<SessionRecord>> done) = 0;
  virtual void end_session(domain::DeviceSessionId device, Done<bool> done) = 0;

  // Whether the code could be redeemed now. Asked before the costly hashing of the new password.
  virtual void code_is_good(SecretHash code, domain::TimePoint at, Done<bool> done) = 0;
  // The code's membership without an identity: makes one with this login (empty: the roster's hint). With an identity
  // that has no other membership: sets its password, and its login if one is given. Otherwise makes a new identity
  // for this membership alone, so that one school cannot open another school's door.
  virtual void redeem_code(SecretHash code, std::string login, std::string password_hash, NewDevice device,
                           domain::TimePoint at, Done<std::variant<Redeemed, CodeRefused>> done) = 0;
  // Binds the code's membership to this identity, whoever held it before.
  virtual void join(SecretHash code, domain::IdentityId identity, domain::TimePoint at,
                    Done<std::variant<Joined, CodeRefused>> done) = 0;

  // Each makes the member's earlier code void.
  virtual void issue_codes(std::vector<NewCode> codes, domain::TimePoint expires_at, Done<bool> done) = 0;
  // Which of the school's members have no identity yet.
  virtual void members_without_identity(domain::SchoolId school, Done<std::vector<domain::MemberId>> done) = 0;
};

}  // namespace jiaxin::ports
