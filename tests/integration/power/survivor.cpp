#include "survivor.hpp"

#include <algorithm>
#include <set>

namespace jiaxin::stage {
namespace {

using Complaints = std::vector<std::string>;

const Classes& classes_of(const Sent& sent) { return writers.at(sent.teacher); }

bool concerns(const Sent& sent, const std::string& reader) {
  const auto& read = readers.at(reader);
  const auto& written = classes_of(sent);
  return std::any_of(read.begin(), read.end(),
                     [&](const auto& one) { return std::find(written.begin(), written.end(), one) != written.end(); });
}

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

// The newest n of what was promised.
template <class Map>
std::vector<typename Map::value_type> newest(const Map& map, std::size_t n) {
  std::vector<typename Map::value_type> found;
  for (auto it = map.rbegin(); it != map.rend() && found.size() < n; ++it) found.push_back(*it);
  return found;
}

}  // namespace

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

const std::vector<v1::Event>& Survivor::log_of(const std::string& guardian) {
  const auto known = logs_.find(guardian);
  return known != logs_.end() ? known->second : logs_[guardian] = wire(guardian).read_log();
}

Complaints Survivor::lost(const Promises& promises) {
  Complaints lost;
  for (const auto& [reader, classes] : readers) {
    const auto found = messages_in(log_of(reader));
    for (const auto& [message, sent] : promises.stored)
      if (concerns(*sent, reader) && !found.count(message)) lost.push_back(reader + " has lost " + sent->title);
  }
  const auto answers = answers_in(log_of("g-xu"));  // who hears of the other parent's, too
  for (const auto& [guardian, given] : promises.answers)
    for (const auto answer : given)
      if (!answers.count(answer)) lost.push_back("lost answer " + std::to_string(answer) + " of " + guardian);

  constexpr std::size_t receipts = 8;
  for (const auto& [message, told] : newest(promises.receipts, receipts)) {
    const auto sent = promises.stored.find(message);
    auto sender = wire(sent == promises.stored.end() ? "t-lin" : sent->second->teacher);
    v1::ClientFrame ask;
    *ask.mutable_get_receipts()->mutable_member() = sender.member();
    ask.mutable_get_receipts()->set_message_id(message);
    const auto answer = sender.ask(ask);
    if (!answer.has_receipts() || less(answer.receipts().summary(), told))
      lost.push_back("lost receipts of message " + std::to_string(message));
  }
  return lost;
}

Complaints Survivor::wrong(const Promises& promises) {
  Complaints wrong;
  std::map<std::string, const Sent*> by_title;
  for (const auto& sent : promises.started) by_title[sent->title] = sent.get();
  for (const auto& [reader, classes] : readers) {
    std::uint64_t seq = 0, last_message = 0, last_answer = 0;
    std::set<std::string> titles;
    for (const auto& event : log_of(reader)) {
      const auto where = reader + " " + std::to_string(event.seq()) + ": ";
      if (event.seq() != ++seq) wrong.push_back(where + "a gap");
      auto& last = event.has_item() ? last_message : last_answer;
      const auto id = event.has_item() ? event.message_id() : event.answer().answer_id();
      if (id <= last) wrong.push_back(where + "not in order");
      last = id;
      if (!event.has_item() || event.message_id() == people_.form()) continue;
      const auto& title = event.item().title();
      if (!titles.insert(title).second) wrong.push_back(where + "twice " + title);
      const auto known = by_title.find(title);
      if (known == by_title.end() || !concerns(*known->second, reader)) wrong.push_back(where + "never sent " + title);
      const auto stored = promises.stored.find(id);
      if (stored != promises.stored.end() && stored->second->title != title)
        wrong.push_back(where + "another " + title);
    }
  }
  return wrong;
}

Complaints Survivor::wrong_when_sent_again(const Promises& promises) {
  constexpr std::size_t known_ones = 6;
  Complaints wrong;
  std::set<const Sent*> answered;
  for (const auto& [message, sent] : promises.stored) answered.insert(sent.get());
  for (const auto& [message, sent] : newest(promises.stored, known_ones)) {
    const auto again = wire(sent->teacher).ask(sent->request).send_result().stored().message_id();
    if (again != message) wrong.push_back("another id for " + sent->title);
  }
  for (const auto& sent : promises.started) {
    if (answered.count(sent.get())) continue;
    const auto answer = wire(sent->teacher).ask(sent->request);
    if (!answer.send_result().has_stored()) wrong.push_back("refused: " + answer.ShortDebugString());
  }
  logs_.clear();
  for (auto& complaint : this->wrong(promises)) wrong.push_back(std::move(complaint));
  for (const auto& [reader, classes] : readers) {
    const auto items = static_cast<std::size_t>(messages_in(log_of(reader)).size());
    const auto due = static_cast<std::size_t>(
        std::count_if(promises.started.begin(), promises.started.end(),
                      [&, &reader = reader](const auto& sent) { return concerns(*sent, reader); }));
    const bool gets_the_form = std::count(readers.at(reader).begin(), readers.at(reader).end(), class_one) > 0;
    if (items != due + gets_the_form) wrong.push_back(reader + " has not everything");
  }
  return wrong;
}

}  // namespace jiaxin::stage
