// What becomes of what the filter stopped: a teacher asks about it, the principal rules.
#include "busy_school.hpp"

namespace jiaxin::stage {
namespace {

constexpr std::size_t leaves_every = 3;  // of what waits for him the principal leaves one alone

}  // namespace

void BusySchool::ask_about(WireClient& teacher, std::uint64_t message) {
  v1::ClientFrame ask;
  *ask.mutable_ask_decision()->mutable_member() = teacher.member();
  ask.mutable_ask_decision()->set_message_id(message);
  const auto answer = teacher.ask(ask);
  if (!answer.has_decision_asked()) throw StageError("cannot ask about it: " + answer.ShortDebugString());
  const auto at = answer.decision_asked().asked_at_ms();
  ledger_.note([&](Promises& promises) { promises.asked[message] = at; });
}

void BusySchool::review(WireClient& principal, const std::string&) {
  principal.resume();
  for (std::size_t number = 0; !ending_;) {
    const auto batch = principal.next_batch();
    for (const auto& event : batch.events())
      if (event.has_review_waiting() && ++number % leaves_every != 0) rule(principal, event.message_id(), number);
    principal.acknowledge(batch.events().rbegin()->seq());
  }
}

// Now so, now otherwise, and never twice with the same reason.
void BusySchool::rule(WireClient& principal, std::uint64_t message, std::size_t number) {
  rest();
  v1::DecideReview request;
  *request.mutable_member() = principal.member();
  request.set_message_id(message);
  request.set_ruling(number % 2 == 0 ? v1::RULING_RELEASE : v1::RULING_REFUSE);
  request.set_reason("第" + std::to_string(number) + "个决定");
  ledger_.note([&](Promises& promises) {
    promises.rulings_started[message] = std::make_shared<const v1::DecideReview>(request);
  });
  v1::ClientFrame frame;
  *frame.mutable_decide_review() = request;
  const auto answer = principal.ask(frame);
  if (!answer.review_decided().counts()) throw StageError("the ruling does not count: " + answer.ShortDebugString());
  auto ruling = std::make_shared<const v1::ReviewDecision>(answer.review_decided().decision());
  ledger_.note([&](Promises& promises) { promises.rulings[message] = std::move(ruling); });
}

}  // namespace jiaxin::stage
