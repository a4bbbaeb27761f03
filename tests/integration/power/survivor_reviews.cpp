// What became of what the filter stopped: the queues, the verdicts, the rulings and who was told of them.
#include <algorithm>

#include "survivor.hpp"

namespace jiaxin::stage {
namespace {

constexpr std::size_t few = 6;

std::string number(std::uint64_t message) { return "message " + std::to_string(message); }

bool same(const v1::ReviewDecision& one, const v1::ReviewDecision& other) {
  return one.ruling() == other.ruling() && one.reason() == other.reason() &&
         one.decided_at_ms() == other.decided_at_ms() && one.guardians() == other.guardians();
}

template <class Findings>
bool same_findings(const Findings& one, const Findings& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(), [](const auto& a, const auto& b) {
    return a.rule() == b.rule() && a.quote() == b.quote() && a.start() == b.start() && a.end() == b.end();
  });
}

v1::Review show(WireClient& who, std::uint64_t message) {
  v1::ClientFrame ask;
  *ask.mutable_get_review()->mutable_member() = who.member();
  ask.mutable_get_review()->set_message_id(message);
  return who.ask(ask).review();
}

// In the log of its sender: once that it was decided, and before it, if it was released, once the item.
bool is_told(const std::vector<v1::Event>& log, std::uint64_t message, const v1::ReviewDecision& ruling) {
  std::size_t items = 0, outcomes = 0;
  for (const auto& event : log) {
    if (event.message_id() != message) continue;
    if (event.has_item()) items += outcomes == 0 ? 1 : 2;
    if (event.has_review_outcome()) outcomes += same(event.review_outcome().decision(), ruling) ? 1 : 2;
  }
  return outcomes == 1 && items == (ruling.ruling() == v1::RULING_RELEASE ? 1 : 0);
}

}  // namespace

Survivor::Entries Survivor::entries_of(const std::string& person_id, v1::ReviewList list) {
  auto person = wire(person_id);
  v1::ClientFrame ask;
  *ask.mutable_list_reviews()->mutable_member() = person.member();
  ask.mutable_list_reviews()->set_list(list);
  Entries entries;
  do {
    const auto answer = person.ask(ask);
    if (!answer.has_reviews()) throw StageError(person_id + " sees no queue: " + answer.ShortDebugString());
    for (const auto& entry : answer.reviews().reviews()) entries[entry.message_id()] = entry;
    ask.mutable_list_reviews()->set_page_token(answer.reviews().next_page_token());
  } while (!ask.list_reviews().page_token().empty());
  return entries;
}

Complaints Survivor::lost_reviews(const Promises& promises) {
  auto lost = lost_from_queues(promises);
  add(lost, lost_verdicts(promises));
  add(lost, lost_rulings(promises));
  add(lost, untold_rulings(promises));
  return lost;
}

Complaints Survivor::lost_from_queues(const Promises& promises) {
  Complaints lost;
  const auto look_for = [&](std::uint64_t message, const Entries& queue, const std::string& whose) {
    if (promises.rulings_started.count(message)) return;
    const auto found = queue.find(message);
    const auto* told = promises.find(message);
    if (found == queue.end() || !told || found->second.title() != told->sent->title)
      lost.push_back(number(message) + " does not wait for " + whose);
  };
  const auto principals = entries_of(the_principal, v1::REVIEW_LIST_WAITING);
  const auto leaders = entries_of(the_grade_leader, v1::REVIEW_LIST_WAITING);
  for (const auto& [message, told] : promises.held) {
    look_for(message, principals, the_principal);
    look_for(message, leaders, the_grade_leader);
  }
  for (const auto& [message, at] : promises.asked) look_for(message, principals, the_principal);
  return lost;
}

// Each sender sees all that was stopped of hers, and of each item, with what it was found to break.
Complaints Survivor::lost_verdicts(const Promises& promises) {
  Complaints lost;
  const auto look = [&](const Promises::ByMessage& stopped, v1::Stopped how, const auto& findings_of) {
    if (stopped.empty()) return;
    const auto sender = stopped.begin()->second->sent->teacher;
    const auto own = entries_of(sender, v1::REVIEW_LIST_MINE);
    for (const auto& [message, told] : stopped) {
      const auto found = own.find(message);
      if (found == own.end() || found->second.stopped() != how || found->second.title() != told->sent->title)
        lost.push_back("lost the verdict on " + told->sent->title);
    }
    auto person = wire(sender);
    for (const auto& [message, told] : newest(stopped, few))
      if (!same_findings(show(person, message).findings(), findings_of(told->result)))
        lost.push_back("lost the findings in " + told->sent->title);
  };
  look(promises.held, v1::STOPPED_HELD, [](const v1::SendResult& result) { return result.held().findings(); });
  look(promises.blocked, v1::STOPPED_BLOCKED, [](const v1::SendResult& result) { return result.blocked().findings(); });
  return lost;
}

Complaints Survivor::lost_rulings(const Promises& promises) {
  Complaints lost;
  const auto decided = entries_of(the_principal, v1::REVIEW_LIST_DECIDED);
  for (const auto& [message, ruling] : promises.rulings) {
    const auto found = decided.find(message);
    if (found == decided.end() || !same(found->second.decision(), *ruling))
      lost.push_back("lost the ruling on " + number(message));
  }
  return lost;
}

Complaints Survivor::untold_rulings(const Promises& promises) {
  Complaints untold;
  for (const auto& [message, ruling] : promises.rulings) {
    const auto* told = promises.find(message);
    if (told && !is_told(log_of(told->sent->teacher), message, *ruling))
      untold.push_back(told->sent->teacher + " is not told of the ruling on " + told->sent->title);
  }
  return untold;
}

// The principal repeats those that he has no answer to, and a few that he has.
Complaints Survivor::wrong_when_ruled_again(const Promises& promises) {
  Complaints wrong;
  auto principal = wire(the_principal);
  const auto rule_again = [&](std::uint64_t message) {
    v1::ClientFrame again;
    *again.mutable_decide_review() = *promises.rulings_started.at(message);
    const auto answer = principal.ask(again).review_decided();
    const auto known = promises.rulings.find(message);
    if (!answer.counts() || (known != promises.rulings.end() && !same(answer.decision(), *known->second)))
      wrong.push_back("another ruling on " + number(message));
  };
  for (const auto& [message, request] : promises.rulings_started)
    if (!promises.rulings.count(message)) rule_again(message);
  for (const auto& [message, ruling] : newest(promises.rulings, few)) rule_again(message);
  return wrong;
}

}  // namespace jiaxin::stage
