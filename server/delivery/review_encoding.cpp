#include "delivery/review_encoding.hpp"

namespace jiaxin::delivery {
namespace {

template <class News>
News news_of(const ports::ReviewNotice& notice) {
  News news;
  news.set_stopped(stopped(notice.blocked));
  news.set_kind(static_cast<v1::Kind>(notice.kind));
  news.mutable_sender()->set_member_id(notice.sender.value);
  news.mutable_sender()->set_name(notice.sender_name);
  news.mutable_sender()->set_role(to_wire(notice.sender_role));
  news.set_sent_to(notice.sent_to);
  return news;
}

}  // namespace

v1::Role to_wire(domain::Role role) {
  switch (role) {
    case domain::Role::principal: return v1::ROLE_PRINCIPAL;
    case domain::Role::grade_leader: return v1::ROLE_GRADE_LEADER;
    case domain::Role::class_teacher: return v1::ROLE_CLASS_TEACHER;
    case domain::Role::subject_teacher: return v1::ROLE_SUBJECT_TEACHER;
    case domain::Role::guardian: return v1::ROLE_GUARDIAN;
    case domain::Role::administrator: return v1::ROLE_ADMINISTRATOR;
    case domain::Role::supervisor: return v1::ROLE_SUPERVISOR;
  }
  return v1::ROLE_UNSPECIFIED;
}

v1::Stopped stopped(bool blocked) { return blocked ? v1::STOPPED_BLOCKED : v1::STOPPED_HELD; }

v1::ReviewDecision to_wire(const ports::ReviewDecision& decision) {
  v1::ReviewDecision wire;
  wire.set_ruling(decision.released ? v1::RULING_RELEASE : v1::RULING_REFUSE);
  wire.set_reason(decision.reason);
  wire.mutable_decided_by()->set_member_id(decision.by.value);
  wire.mutable_decided_by()->set_name(decision.by_name);
  wire.mutable_decided_by()->set_role(to_wire(decision.by_role));
  wire.set_decided_at_ms(decision.at.time_since_epoch().count());
  wire.set_guardians(decision.guardians);
  wire.set_children(decision.children);
  return wire;
}

codec::EventBodyKind kind_of(const ports::ReviewNotice& notice) {
  return notice.decision ? codec::EventBodyKind::review_outcome : codec::EventBodyKind::review_waiting;
}

std::string encode(const ports::ReviewNotice& notice) {
  if (!notice.decision) return news_of<v1::ReviewWaiting>(notice).SerializeAsString();
  auto outcome = news_of<v1::ReviewOutcome>(notice);
  *outcome.mutable_decision() = to_wire(*notice.decision);
  return outcome.SerializeAsString();
}

}  // namespace jiaxin::delivery
