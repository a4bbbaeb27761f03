#include "handlers/review_desk.hpp"

#include "codec/errors.hpp"
#include "handlers/deciders.hpp"

namespace jiaxin::handlers {
namespace {

// The sender, as she stands on the roster now.
std::optional<Actor> sender_of(const Actor& decider, const ports::ReviewFile& file) {
  const auto sender = file.record.item.sender;
  const auto* member = decider.school->find(sender);
  if (!member) return std::nullopt;
  return Actor{decider.school, member, {decider.key.school, sender}};
}

bool deadline_is_over(const Submission& submission, domain::TimePoint now) {
  return submission.deadline_ms && submission.deadline_ms <= now.time_since_epoch().count();
}

v1::Error sender_may_not() {
  return codec::make_error(v1::ERROR_CODE_FORBIDDEN, "发送人现在已不能给这些班级或年级发送，不能放行，只能不予放行。",
                           "The sender may not write to these classes or grades any more: it can only be refused.");
}

v1::Error cannot_release(const v1::Error& found) {
  return found.code() == v1::ERROR_CODE_INVALID ? found : sender_may_not();
}

}  // namespace

std::optional<Submission> kept_submission(const Services& services, const ports::ReviewFile& file) {
  v1::ClientFrame request;
  if (!file.request || !request.ParseFromString(*file.request)) return std::nullopt;
  auto read = submission_of(services, request);
  if (auto* submission = std::get_if<Submission>(&read)) return std::move(*submission);
  return std::nullopt;
}

std::optional<v1::Error> ReviewDesk::add_release(const Services& services, const Actor& decider,
                                                 const ports::ReviewFile& file, ports::NewDecision& decision) {
  const auto submission = kept_submission(services, file);
  if (!submission) return codec::make_error(v1::ERROR_CODE_INTERNAL);
  if (deadline_is_over(*submission, decision.decision.at))
    return codec::make_error(v1::ERROR_CODE_CLOSED,
                             "答复截止时间已过，不能放行，只能不予放行；请发送人改期后重新发送。",
                             "The deadline for answers has passed, so it can only be refused. The sender may send it "
                             "again with another one.");
  const auto sender = sender_of(decider, file);
  if (!sender) return sender_may_not();
  auto prepared = prepare(services, *sender, *submission);
  if (const auto* error = std::get_if<v1::Error>(&prepared)) return cannot_release(*error);
  auto& ready = std::get<Prepared>(prepared);
  const policy::HandRelease release(
      {file.record.item.blocked ? policy::Outcome::block : policy::Outcome::hold, {}, file.policy_version},
      decision.decision.reason);
  decision.release =
      ItemSerialiser::serialise_released(policy::release(submission->text, ready.context, release), ready.frame);
  decision.addressees = std::move(ready.message.addressees);
  return std::nullopt;
}

std::variant<ports::NewDecision, v1::Error> ReviewDesk::decide(const Services& services, const Actor& decider,
                                                               domain::Role as, const ports::ReviewFile& file,
                                                               const GivenRuling& given) {
  ports::NewDecision decision{.school = decider.key.school,
                              .message = file.record.message,
                              .decision = {.released = given.release,
                                           .reason = given.reason,
                                           .by = decider.key.member,
                                           .by_name = decider.member->name,
                                           .by_role = as,
                                           .at = services.clock.now()},
                              .release = std::nullopt,
                              .addressees = {},
                              .hear = find_deciders(*decider.school, file.record.item).members};
  if (given.release)
    if (auto error = add_release(services, decider, file, decision)) return *error;
  return decision;
}

}  // namespace jiaxin::handlers
