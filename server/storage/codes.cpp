#include "storage/codes.hpp"

#include "storage/identities.hpp"
#include "storage/random_id.hpp"

namespace jiaxin::storage {
namespace {

using namespace ports;

struct CodeFor {
  domain::MemberKey member;
  std::string login_hint;
};

// nullopt: unknown, used or replaced (its row is gone), expired, or its person has left the school.
std::optional<CodeFor> good_code(Connection& db, const SecretHash& code, domain::TimePoint at) {
  auto rows = db.query(
      "SELECT c.school, c.member, p.login_hint FROM codes c JOIN people p ON p.school = c.school"
      " AND p.member = c.member WHERE c.code = ? AND c.expires_at > ? AND p.active = 1",
      code, at);
  if (!rows.next()) return std::nullopt;
  return CodeFor{{rows.get<domain::SchoolId>(0), rows.get<domain::MemberId>(1)}, rows.get<std::string>(2)};
}

void use_up(Connection& db, const SecretHash& code) { db.run("DELETE FROM codes WHERE code = ?", code); }

// The identity that holds this membership and no other: only that one's password may a school's code set. Memberships
// at schools he has left count too.
struct Holder {
  domain::IdentityId identity;
  bool only_this = false;
};

std::optional<Holder> holder_of(Connection& db, domain::MemberKey member) {
  auto rows = db.query(
      "SELECT ms.identity, (SELECT count(*) FROM memberships o WHERE o.identity = ms.identity) = 1"
      " FROM memberships ms WHERE ms.school = ? AND ms.member = ?",
      member.school, member.member);
  if (!rows.next()) return std::nullopt;
  return Holder{rows.get<domain::IdentityId>(0), rows.get<bool>(1)};
}

MovedAway devices_of(Connection& db, domain::IdentityId identity) {
  auto rows = db.query("SELECT device FROM device_sessions WHERE identity = ? ORDER BY device", identity);
  MovedAway devices;
  while (rows.next()) devices.push_back(rows.get<domain::DeviceSessionId>(0));
  return devices;
}

void bind(Connection& db, domain::MemberKey member, domain::IdentityId identity) {
  db.run(
      "INSERT INTO memberships (identity, school, member) VALUES (?, ?, ?)"
      " ON CONFLICT (school, member) DO UPDATE SET identity = excluded.identity",
      identity, member.school, member.member);
}

bool is_free(Connection& db, const std::string& login, domain::IdentityId but_for) {
  auto rows = db.query("SELECT 1 FROM identities WHERE login = ? AND identity <> ?", login, but_for);
  return !rows.next();
}

// nullopt: the name is taken.
std::optional<domain::IdentityId> reset_identity(Connection& db, domain::IdentityId identity, const Redemption& with) {
  const auto login = folded_login(with.login);
  if (!login.empty() && !is_free(db, login, identity)) return std::nullopt;
  if (!login.empty()) db.run("UPDATE identities SET login = ? WHERE identity = ?", login, identity);
  db.run("UPDATE identities SET password_hash = ? WHERE identity = ?", with.password_hash, identity);
  return identity;
}

// nullopt: the name is taken, or there is none.
std::optional<domain::IdentityId> new_identity(Connection& db, const CodeFor& code, const Redemption& with) {
  auto login = folded_login(with.login);
  if (login.empty()) login = folded_login(code.login_hint);
  const domain::IdentityId identity{static_cast<std::uint64_t>(random_id())};
  if (login.empty() || !is_free(db, login, identity)) return std::nullopt;
  db.run("INSERT INTO identities (identity, login, password_hash) VALUES (?, ?, ?)", identity, login,
         with.password_hash);
  bind(db, code.member, identity);
  return identity;
}

}  // namespace

bool code_is_good(Connection& db, const SecretHash& code, domain::TimePoint at) {
  return good_code(db, code, at).has_value();
}

std::variant<Redeemed, CodeRefused> redeem_code(Connection& db, const Redemption& redemption) {
  const auto code = good_code(db, redemption.code, redemption.at);
  if (!code) return CodeRefused::wrong_code;
  const auto holder = holder_of(db, code->member);
  const bool resets = holder && holder->only_this;
  const auto identity = resets ? reset_identity(db, holder->identity, redemption) : new_identity(db, *code, redemption);
  if (!identity) return CodeRefused::name_taken;
  use_up(db, redemption.code);
  auto ended = end_sessions(db, *identity);
  auto moved = holder && !resets ? devices_of(db, holder->identity) : MovedAway{};
  return Redeemed{open_session(db, *identity, redemption.device, redemption.at).session, std::move(ended),
                  std::move(moved)};
}

std::variant<Joined, CodeRefused> join(Connection& db, const SecretHash& code, domain::IdentityId identity,
                                       domain::TimePoint at) {
  const auto found = good_code(db, code, at);
  if (!found) return CodeRefused::wrong_code;
  const auto holder = holder_of(db, found->member);
  bind(db, found->member, identity);
  use_up(db, code);
  return Joined{membership(db, found->member).value(),
                holder && holder->identity != identity ? devices_of(db, holder->identity) : MovedAway{}};
}

void issue_codes(Connection& db, const std::vector<NewCode>& codes, domain::TimePoint expires_at) {
  for (const auto& code : codes)
    db.run(
        "INSERT INTO codes (code, school, member, expires_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (school, member) DO UPDATE SET code = excluded.code, expires_at = excluded.expires_at",
        code.code, code.member.school, code.member.member, expires_at);
}

}  // namespace jiaxin::storage
