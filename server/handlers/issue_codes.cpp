#include "handlers/issue_codes.hpp"

#include <algorithm>
#include <set>

#include "domain/rights.hpp"

namespace jiaxin::handlers {
namespace {

constexpr std::chrono::days valid_for{14};
constexpr std::size_t max_codes = 300;
constexpr std::size_t max_bytes = 60 * 1024;  // long names; a frame has 64 KiB

using People = std::vector<const domain::MemberInfo*>;

std::variant<People, v1::Error> named_people(const domain::SchoolDirectory& school, const v1::IssueCodes& request) {
  People people;
  for (const auto& id : request.person_ids()) {
    const auto* member = school.find_person(id);
    if (!member)
      return field_error(v1::ERROR_CODE_NOT_FOUND, "issue_codes.person_ids", "名册上没有这个人：" + id,
                         "There is nobody of this id on the roster: " + id);
    if (std::find(people.begin(), people.end(), member) == people.end()) people.push_back(member);
  }
  return people;
}

People guardians_of_class(const domain::SchoolDirectory& school, const domain::ClassInfo& info) {
  std::set<domain::MemberId> ids;
  for (const auto child : info.children)
    for (const auto& edge : school.find(child)->guardians) ids.insert(edge.member);
  People people;
  for (const auto id : ids) people.push_back(school.find(id));
  return people;
}

People staff_of(const domain::SchoolDirectory& school) {
  People people;
  for (const auto& member : school.members()) {
    const auto roles = domain::roles_of(member);
    const bool staff = std::any_of(roles.begin(), roles.end(), [](domain::Role role) {
      return role != domain::Role::guardian && role != domain::Role::administrator;
    });
    if (staff) people.push_back(&member);
  }
  return people;
}

v1::IssuedCode issue(const domain::SchoolDirectory& school, const domain::MemberInfo& member, std::string code,
                     domain::TimePoint expires_at) {
  v1::IssuedCode issued;
  issued.set_person_id(member.sourced_id);
  issued.set_name(member.name);
  issued.set_login_hint(member.login_hint);
  issued.set_code(std::move(code));
  issued.set_expires_at_ms(expires_at.time_since_epoch().count());
  for (const auto& edge : member.children)
    if (const auto* child = school.find(edge.child)) issued.add_children(child->name);
  return issued;
}

void reply_too_many(const Reply& reply) {
  reply_error(reply, v1::ERROR_CODE_TOO_LARGE, "一次最多生成 300 个登录码，请按人员分批生成。",
              "At most 300 codes at a time. Name the people in several requests.");
}

void issue_to(const Services& services, const Actor& actor, const People& people, const Reply& reply) {
  if (people.size() > max_codes) return reply_too_many(reply);
  const domain::TimePoint expires_at = services.clock.now() + valid_for;
  v1::ServerFrame frame;
  frame.mutable_codes();
  std::vector<ports::NewCode> codes;
  for (const auto* member : people) {
    auto code = services.secrets.new_code();
    codes.push_back({{actor.key.school, member->id}, services.secrets.code_hash(code)});
    *frame.mutable_codes()->add_codes() = issue(*actor.school, *member, std::move(code), expires_at);
  }
  if (frame.ByteSizeLong() > max_bytes) return reply_too_many(reply);  // nobody's code is made void for nothing
  services.identities.issue_codes(std::move(codes), expires_at, [reply, frame](std::optional<bool> stored) mutable {
    if (!stored) return reply_error(reply, v1::ERROR_CODE_UNAVAILABLE);
    reply(std::move(frame));
  });
}

void issue_to_newcomers(const Services& services, Actor actor, People people, Reply reply) {
  const auto school = actor.key.school;
  services.identities.members_without_identity(
      school, [&services, actor = std::move(actor), people = std::move(people), reply](auto without) mutable {
        if (!without) return reply_error(reply, v1::ERROR_CODE_UNAVAILABLE);
        const std::set<domain::MemberId> newcomers(without->begin(), without->end());
        std::erase_if(people, [&](const auto* member) { return newcomers.count(member->id) == 0; });
        issue_to(services, actor, people, reply);
      });
}

}  // namespace

void issue_codes(const Services& services, const Caller& caller, const v1::IssueCodes& request, Reply reply) {
  auto found = actor_of(services, caller, request.member());
  if (const auto* error = std::get_if<v1::Error>(&found)) return reply_error(reply, *error);
  auto& actor = std::get<Actor>(found);
  if (!domain::may_manage(*actor.member, domain::Action::issue_codes))
    return reply_error(reply, v1::ERROR_CODE_FORBIDDEN, "只有学校管理员可以生成登录码。",
                       "Only the school's administrator may give out codes.");
  if ((request.person_ids_size() > 0) + (request.class_id() != 0) + request.staff() != 1)
    return reply_error(reply, field_error(v1::ERROR_CODE_INVALID, "issue_codes", "请在人员、班级、教职工中选择一种。",
                                          "Name people, a class or the staff: exactly one of the three."));
  if (request.person_ids_size() > 0) {
    const auto people = named_people(*actor.school, request);
    if (const auto* error = std::get_if<v1::Error>(&people)) return reply_error(reply, *error);
    return issue_to(services, actor, std::get<People>(people), reply);
  }
  if (request.staff()) {
    auto people = staff_of(*actor.school);
    return issue_to_newcomers(services, std::move(actor), std::move(people), std::move(reply));
  }
  const auto* info = actor.school->find(domain::ClassId{request.class_id()});
  if (!info) return reply_error(reply, v1::ERROR_CODE_NOT_FOUND, "学校没有这个班级。", "There is no such class.");
  auto people = guardians_of_class(*actor.school, *info);
  issue_to_newcomers(services, std::move(actor), std::move(people), std::move(reply));
}

}  // namespace jiaxin::handlers
