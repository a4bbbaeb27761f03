// Identities, device sessions and codes in memory, with the promises of the real store.
#pragma once

#include <algorithm>
#include <map>
#include <set>

#include "ports/identity_store.hpp"
#include "support/fake_answers.hpp"
#include "support/fake_message_store.hpp"

namespace jiaxin::fake {

class FakeIdentityStore final : public ports::IdentityStore {
 public:
  struct Identity {
    std::string login, password_hash;
    std::set<domain::MemberKey> memberships;
  };
  struct Session {
    domain::DeviceSessionId device;
    domain::IdentityId identity;
    std::string name;
  };
  struct Code {
    domain::MemberKey member;
    domain::TimePoint expires_at;
  };

  Answers answers;
  std::size_t most_devices = 500;

  explicit FakeIdentityStore(FakeMessageStore& logs) : logs_(logs) {}

  // For the test to prepare and to look at.
  domain::IdentityId add(std::string login, std::string password_hash, std::set<domain::MemberKey> memberships) {
    const domain::IdentityId id{++last_identity_};
    identities_[id] = {std::move(login), std::move(password_hash), std::move(memberships)};
    return id;
  }
  void add_code(ports::SecretHash code, domain::MemberKey member, domain::TimePoint expires_at) {
    std::erase_if(codes_, [&](const auto& entry) { return entry.second.member == member; });
    codes_[code] = {member, expires_at};
  }
  const std::map<domain::IdentityId, Identity>& identities() const { return identities_; }
  const std::map<ports::SecretHash, Session>& sessions() const { return sessions_; }
  const std::map<ports::SecretHash, Code>& codes() const { return codes_; }

  void find_login(std::string login, ports::Done<std::optional<ports::LoginRecord>> done) override {
    answers.read<std::optional<ports::LoginRecord>>(
        [this, login = folded(login)]() -> std::optional<ports::LoginRecord> {
          for (const auto& [id, identity] : identities_)
            if (identity.login == login) return ports::LoginRecord{id, identity.password_hash};
          return std::nullopt;
        },
        std::move(done));
  }
  void open_session(domain::IdentityId identity, ports::NewDevice device, domain::TimePoint,
                    ports::Done<ports::SessionOpened> done) override {
    answers.write<ports::SessionOpened>(
        [=, this] {
          auto ended = end_beyond(identity, most_devices - 1);
          return ports::SessionOpened{open(identity, device), std::move(ended)};
        },
        std::move(done));
  }
  void resume_session(ports::SecretHash token, domain::TimePoint,
                      ports::Done<std::optional<ports::SessionRecord>> done) override {
    answers.read<std::optional<ports::SessionRecord>>(
        [this, token]() -> std::optional<ports::SessionRecord> {
          const auto found = sessions_.find(token);
          if (found == sessions_.end()) return std::nullopt;
          return record_of(found->second);
        },
        std::move(done));
  }
  void end_session(domain::DeviceSessionId device, ports::Done<bool> done) override {
    answers.write<bool>(
        [this, device] {
          return std::erase_if(sessions_, [&](const auto& entry) { return entry.second.device == device; }) > 0;
        },
        std::move(done));
  }
  void code_is_good(ports::SecretHash code, domain::TimePoint at, ports::Done<bool> done) override {
    answers.read<bool>([=, this] { return good(code, at); }, std::move(done));
  }
  void redeem_code(ports::SecretHash code, std::string login, std::string password_hash, ports::NewDevice device,
                   domain::TimePoint at, ports::Done<std::variant<ports::Redeemed, ports::CodeRefused>> done) override {
    answers.write<std::variant<ports::Redeemed, ports::CodeRefused>>(
        [=, this] { return redeem(code, folded(login), password_hash, device, at); }, std::move(done));
  }
  void join(ports::SecretHash code, domain::IdentityId identity, domain::TimePoint at,
            ports::Done<std::variant<ports::Joined, ports::CodeRefused>> done) override {
    answers.write<std::variant<ports::Joined, ports::CodeRefused>>(
        [=, this]() -> std::variant<ports::Joined, ports::CodeRefused> {
          if (!good(code, at)) return ports::CodeRefused::wrong_code;
          const auto member = codes_.at(code).member;
          auto moved = move(member, identity);
          codes_.erase(code);
          return ports::Joined{membership(member), std::move(moved)};
        },
        std::move(done));
  }
  void issue_codes(std::vector<ports::NewCode> codes, domain::TimePoint expires_at, ports::Done<bool> done) override {
    answers.write<bool>(
        [this, codes = std::move(codes), expires_at] {
          for (const auto& code : codes) add_code(code.code, code.member, expires_at);
          return true;
        },
        std::move(done));
  }
  void members_without_identity(domain::SchoolId school, ports::Done<std::vector<domain::MemberId>> done) override {
    answers.read<std::vector<domain::MemberId>>(
        [this, school] {
          std::set<domain::MemberKey> known;
          for (const auto& [id, identity] : identities_)
            known.insert(identity.memberships.begin(), identity.memberships.end());
          std::vector<domain::MemberId> without;
          for (std::uint32_t id = 1; id < 1000; ++id)
            if (known.count({school, {id}}) == 0) without.push_back({id});
          return without;
        },
        std::move(done));
  }

 private:
  static std::string folded(const std::string& login) {
    const auto first = login.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    std::string text = login.substr(first, login.find_last_not_of(' ') - first + 1);
    for (char& c : text)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
  }

  ports::MembershipRecord membership(domain::MemberKey member) {
    const auto& log = logs_.log(member);
    return {member, log.epoch, log.head()};
  }
  ports::SessionRecord record_of(const Session& session) {
    const auto& identity = identities_.at(session.identity);
    ports::SessionRecord record{session.device, session.identity, identity.login, {}};
    for (const auto member : identity.memberships) record.memberships.push_back(membership(member));
    return record;
  }
  ports::SessionRecord open(domain::IdentityId identity, const ports::NewDevice& device) {
    const Session session{{++last_device_}, identity, device.name};
    sessions_[device.token] = session;
    return record_of(session);
  }
  std::vector<domain::DeviceSessionId> end_beyond(domain::IdentityId identity, std::size_t kept) {
    std::vector<domain::DeviceSessionId> devices;
    for (const auto& [token, session] : sessions_)
      if (session.identity == identity) devices.push_back(session.device);
    std::sort(devices.begin(), devices.end());
    devices.resize(devices.size() - std::min(kept, devices.size()));
    std::erase_if(sessions_, [&](const auto& entry) {
      return std::count(devices.begin(), devices.end(), entry.second.device) > 0;
    });
    return devices;
  }
  ports::MovedAway move(domain::MemberKey member, domain::IdentityId to) {
    ports::MovedAway moved;
    for (auto& [id, identity] : identities_) {
      if (id == to || identity.memberships.erase(member) == 0) continue;
      for (const auto& [token, session] : sessions_)
        if (session.identity == id) moved.push_back(session.device);
    }
    identities_.at(to).memberships.insert(member);
    return moved;
  }
  bool good(const ports::SecretHash& code, domain::TimePoint at) const {
    const auto found = codes_.find(code);
    return found != codes_.end() && found->second.expires_at > at;
  }

  std::variant<ports::Redeemed, ports::CodeRefused> redeem(const ports::SecretHash& code, const std::string& login,
                                                           const std::string& password_hash,
                                                           const ports::NewDevice& device, domain::TimePoint at) {
    if (!good(code, at)) return ports::CodeRefused::wrong_code;
    const auto member = codes_.at(code).member;
    const auto holder = std::find_if(identities_.begin(), identities_.end(),
                                     [&](const auto& entry) { return entry.second.memberships == std::set{member}; });
    const bool resets = holder != identities_.end();
    for (const auto& [id, identity] : identities_)
      if (!login.empty() && identity.login == login && (!resets || id != holder->first))
        return ports::CodeRefused::name_taken;
    const auto id = resets ? holder->first : add(login.empty() ? "hint" : login, "", {});
    ports::Redeemed redeemed;
    redeemed.moved = move(member, id);
    auto& identity = identities_.at(id);
    identity.password_hash = password_hash;
    if (!login.empty()) identity.login = login;
    codes_.erase(code);
    for (const auto& [token, session] : sessions_)
      if (session.identity == id) redeemed.ended.push_back(session.device);
    std::erase_if(sessions_, [&](const auto& entry) { return entry.second.identity == id; });
    redeemed.session = open(id, device);
    return redeemed;
  }

  FakeMessageStore& logs_;
  std::map<domain::IdentityId, Identity> identities_;
  std::map<ports::SecretHash, Session> sessions_;  // by token
  std::map<ports::SecretHash, Code> codes_;
  std::uint64_t last_identity_ = 0, last_device_ = 0;
};

}  // namespace jiaxin::fake
