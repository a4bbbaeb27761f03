#include "handlers/caller.hpp"

#include <algorithm>

#include "codec/errors.hpp"

namespace jiaxin::handlers {

domain::MemberKey to_key(const v1::MemberRef& ref) { return {{ref.school_id()}, {ref.member_id()}}; }

std::variant<Actor, v1::Error> actor_of(const Services& services, const Caller& caller, const v1::MemberRef& ref) {
  const auto key = to_key(ref);
  if (std::count(caller.memberships.begin(), caller.memberships.end(), key) > 0) {
    auto school = services.schools.school(key.school);
    const auto* member = school ? school->find(key.member) : nullptr;
    if (member) return Actor{std::move(school), member, key};
  }
  return codec::make_error(v1::ERROR_CODE_FORBIDDEN, "这不是您在学校的身份，或您已不在该校名册上。",
                           "This membership is not yours, or you are no longer on this school's roster.");
}

void reply_error(const Reply& reply, v1::Error error) {
  v1::ServerFrame frame;
  *frame.mutable_error() = std::move(error);
  reply(std::move(frame));
}

void reply_error(const Reply& reply, v1::ErrorCode code, std::string_view text_zh, std::string_view text_en) {
  reply_error(reply, codec::make_error(code, text_zh, text_en));
}

v1::Error field_error(v1::ErrorCode code, std::string field, std::string_view text_zh, std::string_view text_en) {
  auto error = codec::make_error(code, text_zh, text_en);
  error.set_field(std::move(field));
  return error;
}

}  // namespace jiaxin::handlers
