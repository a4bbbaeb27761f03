// Who is asking, and in which of his memberships.
#pragma once

#include <functional>
#include <memory>
#include <variant>
#include <vector>

#include "domain/directory.hpp"
#include "domain/ids.hpp"
#include "handlers/services.hpp"
#include "jiaxin/v1/envelope.pb.h"

namespace jiaxin::handlers {

// A signed-in connection.
struct Caller {
  domain::IdentityId identity;
  domain::DeviceSessionId device;
  std::vector<domain::MemberKey> memberships;
};

// The caller in one of his memberships, with the school as it is now. For one request only.
struct Actor {
  std::shared_ptr<const domain::SchoolDirectory> school;
  const domain::MemberInfo* member;
  domain::MemberKey key;
};

// The membership named must be the caller's and still on the school's roster.
std::variant<Actor, v1::Error> actor_of(const Services& services, const Caller& caller, const v1::MemberRef& ref);

domain::MemberKey to_key(const v1::MemberRef& ref);

// Called exactly once, on any thread.
using Reply = std::function<void(v1::ServerFrame)>;

void reply_error(const Reply& reply, v1::Error error);
void reply_error(const Reply& reply, v1::ErrorCode code, std::string_view text_zh = {}, std::string_view text_en = {});
v1::Error field_error(v1::ErrorCode code, std::string field, std::string_view text_zh, std::string_view text_en);

}  // namespace jiaxin::handlers
