#include "storage/identities.hpp"

#include <chrono>

#include "storage/random_id.hpp"

namespace jiaxin::storage {
namespace {

using namespace ports;

constexpr std::chrono::hours touch_after{24};

std::vector<MembershipRecord> memberships_of(Connection& db, domain::IdentityId identity) {
  auto rows = db.query(
      "SELECT ms.school, ms.member, l.epoch, l.head FROM memberships ms"
      " JOIN people p ON p.school = ms.school AND p.member = ms.member"
      " JOIN logs l ON l.school = ms.school AND l.member = ms.member"
      " WHERE ms.identity = ? AND p.active = 1 ORDER BY ms.school, ms.member",
      identity);
  std::vector<MembershipRecord> found;
  while (rows.next())
    found.push_back({{rows.get<domain::SchoolId>(0), rows.get<domain::MemberId>(1)},
                     rows.get<domain::Epoch>(2),
                     rows.get<domain::Seq>(3)});
  return found;
}

}  // namespace

std::string folded_login(std::string_view login) {
  const auto first = login.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  std::string folded(login.substr(first, login.find_last_not_of(' ') - first + 1));
  for (char& c : folded)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return folded;
}

std::optional<MembershipRecord> membership(Connection& db, domain::MemberKey member) {
  auto rows = db.query(
      "SELECT l.epoch, l.head FROM people p JOIN logs l ON l.school = p.school AND l.member = p.member"
      " WHERE p.school = ? AND p.member = ? AND p.active = 1",
      member.school, member.member);
  if (!rows.next()) return std::nullopt;
  return MembershipRecord{member, rows.get<domain::Epoch>(0), rows.get<domain::Seq>(1)};
}

std::optional<LoginRecord> find_login(Connection& db, std::string_view login) {
  auto rows = db.query("SELECT identity, password_hash FROM identities WHERE login = ?", folded_login(login));
  if (!rows.next()) return std::nullopt;
  return LoginRecord{rows.get<domain::IdentityId>(0), rows.get<std::string>(1)};
}

std::vector<domain::MemberId> members_without_identity(Connection& db, domain::SchoolId school) {
  auto rows = db.query(
      "SELECT p.member FROM people p LEFT JOIN memberships ms ON ms.school = p.school AND ms.member = p.member"
      " WHERE p.school = ? AND p.active = 1 AND ms.identity IS NULL ORDER BY p.member",
      school);
  std::vector<domain::MemberId> members;
  while (rows.next()) members.push_back(rows.get<domain::MemberId>(0));
  return members;
}

Resumed resume_session(Connection& db, const SecretHash& token, domain::TimePoint at) {
  auto rows = db.query(
      "SELECT d.device, d.identity, i.login, d.last_seen FROM device_sessions d"
      " JOIN identities i ON i.identity = d.identity WHERE d.token = ?",
      token);
  if (!rows.next()) return {};
  const auto identity = rows.get<domain::IdentityId>(1);
  return {SessionRecord{rows.get<domain::DeviceSessionId>(0), identity, rows.get<std::string>(2),
                        memberships_of(db, identity)},
          at - rows.get<domain::TimePoint>(3) >= touch_after};
}

namespace {

// Those seen longest ago.
std::vector<domain::DeviceSessionId> end_what_is_beyond(Connection& db, domain::IdentityId identity, std::size_t kept) {
  std::vector<domain::DeviceSessionId> ended;
  {
    auto rows = db.query(
        "SELECT device FROM device_sessions WHERE identity = ? ORDER BY last_seen DESC, created_at DESC, device"
        " LIMIT -1 OFFSET ?",
        identity, static_cast<std::int64_t>(kept));
    while (rows.next()) ended.push_back(rows.get<domain::DeviceSessionId>(0));
  }
  for (const auto device : ended) end_session(db, device);
  return ended;
}

}  // namespace

SessionOpened open_session(Connection& db, domain::IdentityId identity, const NewDevice& device, domain::TimePoint at) {
  SessionRecord session{.device = {static_cast<std::uint64_t>(random_id())}, .identity = identity};
  session.login = db.value<std::string>("SELECT login FROM identities WHERE identity = ?", identity);
  auto ended = end_what_is_beyond(db, identity, most_devices - 1);
  db.run("INSERT INTO device_sessions (device, token, identity, name, created_at, last_seen) VALUES (?, ?, ?, ?, ?, ?)",
         session.device, device.token, identity, device.name, at, at);
  session.memberships = memberships_of(db, identity);
  return {std::move(session), std::move(ended)};
}

bool end_session(Connection& db, domain::DeviceSessionId device) {
  db.run("DELETE FROM device_sessions WHERE device = ?", device);
  return db.changes() > 0;
}

std::vector<domain::DeviceSessionId> end_sessions(Connection& db, domain::IdentityId identity) {
  std::vector<domain::DeviceSessionId> ended;
  {
    auto rows = db.query("SELECT device FROM device_sessions WHERE identity = ? ORDER BY device", identity);
    while (rows.next()) ended.push_back(rows.get<domain::DeviceSessionId>(0));
  }
  db.run("DELETE FROM device_sessions WHERE identity = ?", identity);
  return ended;
}

void touch_session(Connection& db, domain::DeviceSessionId device, domain::TimePoint at) {
  db.run("UPDATE device_sessions SET last_seen = ? WHERE device = ?", at, device);
}

}  // namespace jiaxin::storage
