#include "survivor.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace jiaxin::stage {
namespace {

std::set<std::uint64_t> messages_in(const std::vector<v1::Event>& log) {
  std::set<std::uint64_t> found;
  for (const auto& event : log)
    if (event.has_item()) found.insert(event.message_id());
  return found;
}

std::set<std::uint64_t> answers_in(const std::vector<v1::Event>& log) {
  std::set<std::uint64_t> found;
  for (const auto& event : log)
    if (event.has_answer()) found.insert(event.answer().answer_id());
  return found;
}

bool less(const v1::ReceiptSummary& now, const v1::ReceiptSummary& told) {
  return now.delivered() < told.delivered() || now.read() < told.read() || now.answered() < told.answered();
}

}  // namespace

bool concerns(const Sent& sent, const std::string& reader) {
  const auto& read = readers.at(reader);
  return std::any_of(read.begin(), read.end(), [&](const auto& one) {
    return std::find(sent.classes.begin(), sent.classes.end(), one) != sent.classes.end();
  });
}

bool is_release(const Promises& promises, std::uint64_t message) {
  const auto started = promises.rulings_started.find(message);
  return started != promises.rulings_started.end() && started->second->ruling() == v1::RULING_RELEASE;
}

void add(Complaints& all, Complaints more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

Survivor::Survivor(School& school, const BusySchool& people, VolatileDisk::Content left)
    : people_(people),
      disk_(std::move(left)),
      file_(disk_, folder_.path() / "disk"),
      mounted_(ext4_in(file_.path())(folder_.path() / "data")),
      server_(school.bell, school.launcher(), folder_.path()) {
  server_.start();
}

WireClient Survivor::wire(const std::string& person_id) {
  WireClient client(server_.port());
  const auto answer = client.try_token(people_.token(person_id));
  if (!answer.has_signed_in()) throw StageError(person_id + " is not known any more: " + answer.ShortDebugString());
  return client;
}

const std::vector<v1::Event>& Survivor::log_of(const std::string& person_id) {
  const auto known = logs_.find(person_id);
  return known != logs_.end() ? known->second : logs_[person_id] = wire(person_id).read_log();
}

void Survivor::find_lost(const Promises& promises, Complaints& lost) {
  add(lost, lost_items(promises));
  add(lost, lost_answers(promises));
  add(lost, lost_receipts(promises));
  add(lost, lost_read_marks(promises));
  add(lost, lost_reviews(promises));
  add(lost, lost_sign_up(promises));
}

Complaints Survivor::lost_items(const Promises& promises) {
  Complaints lost;
  for (const auto& [reader, classes] : readers) {
    const auto found = messages_in(log_of(reader));
    const auto look_for = [&, &reader = reader](std::uint64_t message, const Sent& sent) {
      if (concerns(sent, reader) && !found.count(message)) lost.push_back(reader + " has lost " + sent.title);
    };
    for (const auto& [message, told] : promises.stored) look_for(message, *told->sent);
    for (const auto& [message, ruling] : promises.rulings) {
      const auto* told = promises.find(message);
      if (told && ruling->ruling() == v1::RULING_RELEASE) look_for(message, *told->sent);
    }
  }
  return lost;
}

Complaints Survivor::lost_answers(const Promises& promises) {
  Complaints lost;
  const auto answers = answers_in(log_of("g-xu"));  // who hears of the other parent's, too
  for (const auto& [guardian, given] : promises.answers)
    for (const auto answer : given)
      if (!answers.count(answer)) lost.push_back("lost answer " + std::to_string(answer) + " of " + guardian);
  return lost;
}

Complaints Survivor::lost_receipts(const Promises& promises) {
  constexpr std::size_t few = 8;
  Complaints lost;
  for (const auto& [message, summary] : newest(promises.receipts, few)) {
    const auto* told = promises.find(message);
    if (!told && message != people_.form()) continue;  // its sender was told of receipts before its answer
    auto sender = wire(told ? told->sent->teacher : "t-lin");
    v1::ClientFrame ask;
    *ask.mutable_get_receipts()->mutable_member() = sender.member();
    ask.mutable_get_receipts()->set_message_id(message);
    const auto answer = sender.ask(ask);
    if (!answer.has_receipts() || less(answer.receipts().summary(), summary))
      lost.push_back("lost receipts of message " + std::to_string(message));
  }
  return lost;
}

// Who marks it again hears of the first time. If that was lost, it is this time.
Complaints Survivor::lost_read_marks(const Promises& promises) {
  constexpr std::size_t some = 50;
  Complaints lost;
  auto guardian = wire(opener);
  for (const auto& [message, at] : newest(promises.read, some))
    if (guardian.ask(mark_read(guardian.member(), message)).read_marked().read_at_ms() != at)
      lost.push_back("lost that message " + std::to_string(message) + " was opened");
  return lost;
}

// What was under way may have been done: there may be the next password and the next roster.
Complaints Survivor::lost_sign_up(const Promises& promises) {
  if (promises.sign_ups == 0) return {};
  WireClient guardian(server_.port());
  auto answer = guardian.try_password(newcomer, newcomers_password(promises.sign_ups));
  if (!answer.has_signed_in() && promises.sign_ups_started > promises.sign_ups)
    answer = guardian.try_password(newcomer, newcomers_password(promises.sign_ups_started));
  if (!answer.has_signed_in()) return {"lost the account: " + answer.ShortDebugString()};
  const auto& places = guardian.signed_in().memberships();
  if (places.empty() || places[0].children().empty()) return {"lost the child on the roster"};
  const auto& child = places[0].children(0).name();
  for (auto roster = promises.rosters; roster <= promises.rosters_started; ++roster)
    if (child == newcomers_child(roster)) return {};
  return {"lost roster " + std::to_string(promises.rosters) + ", the child is " + child};
}

Complaints Survivor::wrong(const Promises& promises) {
  Titles titles;
  for (const auto& sent : promises.started) titles[sent->title] = sent.get();
  Complaints wrong;
  for (const auto& [reader, classes] : readers) add(wrong, wrong_in_log_of(reader, promises, titles));
  return wrong;
}

Complaints Survivor::wrong_in_log_of(const std::string& reader, const Promises& promises, const Titles& titles) {
  Complaints wrong;
  std::uint64_t seq = 0, last_message = 0, last_answer = 0;
  std::set<std::string> seen;
  for (const auto& event : log_of(reader)) {
    const auto where = reader + " " + std::to_string(event.seq()) + ": ";
    if (event.seq() != ++seq) wrong.push_back(where + "a gap");
    const auto known = event.has_item() ? titles.find(event.item().title()) : titles.end();
    const bool was_stopped = known != titles.end() && known->second->outcome != v1::SendResult::kStored;
    const auto id = event.has_item() ? event.message_id() : event.answer().answer_id();
    if (!was_stopped) {  // that keeps the number which it had before it waited
      auto& last = event.has_item() ? last_message : last_answer;
      if (id <= last) wrong.push_back(where + "not in order");
      last = id;
    }
    if (!event.has_item() || id == people_.form()) continue;
    const auto& title = event.item().title();
    if (!seen.insert(title).second) wrong.push_back(where + "twice " + title);
    if (known == titles.end() || !concerns(*known->second, reader)) wrong.push_back(where + "never sent " + title);
    if (was_stopped && !is_release(promises, id)) wrong.push_back(where + "never released " + title);
    const auto* told = promises.find(id);
    if (told && told->sent->title != title) wrong.push_back(where + "another " + title);
  }
  return wrong;
}

Complaints Survivor::wrong_when_sent_again(const Promises& promises) {
  constexpr std::size_t known_ones = 6;
  Complaints wrong;
  std::map<std::uint64_t, const Sent*> sent;
  std::set<const Sent*> answered;
  for (const auto* all : {&promises.stored, &promises.held, &promises.blocked}) {
    for (const auto& [message, told] : *all) {
      sent[message] = told->sent.get();
      answered.insert(told->sent.get());
    }
    for (const auto& [message, told] : newest(*all, known_ones)) {
      const auto again = wire(told->sent->teacher).ask(told->sent->request);
      if (again.send_result().SerializeAsString() != told->result.SerializeAsString())
        wrong.push_back("another answer to " + told->sent->title + ": " + again.ShortDebugString());
    }
  }
  for (const auto& started : promises.started) {
    if (answered.count(started.get())) continue;
    const auto answer = wire(started->teacher).ask(started->request);
    if (answer.send_result().outcome_case() != started->outcome)
      wrong.push_back("answered otherwise: " + answer.ShortDebugString());
    sent[message_id_of(answer.send_result())] = started.get();
  }
  add(wrong, wrong_when_ruled_again(promises));
  logs_.clear();
  add(wrong, this->wrong(promises));
  add(wrong, missing(promises, sent));
  return wrong;
}

// Now that everything was answered everybody has all that was stored for him or released.
Complaints Survivor::missing(const Promises& promises, const std::map<std::uint64_t, const Sent*>& sent) {
  Complaints missing;
  for (const auto& [reader, classes] : readers) {
    const auto due =
        static_cast<std::size_t>(std::count_if(sent.begin(), sent.end(), [&, &reader = reader](const auto& each) {
          const bool goes_out = each.second->outcome == v1::SendResult::kStored || is_release(promises, each.first);
          return goes_out && concerns(*each.second, reader);
        }));
    const bool gets_the_form = std::count(classes.begin(), classes.end(), class_one) > 0;
    if (messages_in(log_of(reader)).size() != due + gets_the_form) missing.push_back(reader + " has not everything");
  }
  return missing;
}

}  // namespace jiaxin::stage
