#include "busy_school.hpp"

#include <deque>
#include <utility>

#include "codec/form_text.hpp"

namespace jiaxin::stage {
namespace {

constexpr std::size_t unanswered = 8;  // sends of one teacher
constexpr int letter_every = 16;       // of the sends one is a long letter

std::string long_text() {
  std::string text;
  while (text.size() < 20'000) text += "各位家长：下周五全校开放日，欢迎到校参观，请从南门进出。";
  return text;
}

v1::SendForm form_to(const v1::Membership& from) {
  v1::SendForm request;
  *request.mutable_header() = to_classes(from, {class_one});
  request.mutable_header()->set_client_id(new_client_id());
  request.set_title("研学活动知情同意书");
  request.mutable_form()->set_purpose("参观市博物馆");
  request.mutable_form()->set_body("周五上午乘车前往，午饭前返校，费用由学校承担。");
  request.mutable_form()->set_deadline_ms(demo::in_a_week());
  request.mutable_form()->set_version(1);
  return request;
}

}  // namespace

BusySchool::BusySchool(School& school) : school_(school) {
  for (const auto& [id, classes] : writers) tokens_[id] = school.wire(id).signed_in().token();
  for (const auto& [id, classes] : readers) tokens_[id] = school.wire(id).signed_in().token();
  for (const auto& id : deciders) tokens_[id] = school.wire(id).signed_in().token();
  auto lin = school.wire("t-lin");
  const auto request = form_to(lin.membership());
  form_sha256_ = codec::form_text_sha256(request.title(), request.form());
  form_ = lin.ask(frame_of(request)).send_result().stored().message_id();
  for (const auto& id : deciders) {
    auto guardian = school.wire(id);
    if (!guardian.ask(mark_read(guardian.member(), form_)).has_read_marked()) throw StageError(id + " cannot open it");
  }
}

BusySchool::~BusySchool() { end(); }

void BusySchool::begin() {
  for (const auto& [id, classes] : writers) work(id, &BusySchool::write);
  for (const auto& id : deciders) work(id, &BusySchool::decide);
  work("g-luo", &BusySchool::read);
}

void BusySchool::rest_until_checkpointed() {
  const auto database = school_.data() / "jiaxin.db";
  const auto before = std::filesystem::last_write_time(database);
  resting_ = true;
  for (int tries = 1000; std::filesystem::last_write_time(database) == before; --tries) {
    if (tries == 0) throw StageError("no checkpoint, however quiet it is");
    std::this_thread::sleep_for(milliseconds{20});
  }
  resting_ = false;
}

void BusySchool::rest() const {
  while (resting_ && !ending_) std::this_thread::sleep_for(milliseconds{20});
}

void BusySchool::end() {
  if (ending_.exchange(true)) return;
  school_.server.kill();
  for (auto& thread : threads_) thread.join();
}

std::vector<std::string> BusySchool::failures() const {
  const std::lock_guard lock(mutex_);
  return failures_;
}

void BusySchool::work(const std::string& person_id, void (BusySchool::*how)(WireClient&, const std::string&)) {
  threads_.emplace_back([this, person_id, how, port = school_.server.port()] {
    try {
      WireClient client(port);
      if (!client.try_token(tokens_.at(person_id)).has_signed_in()) throw StageError("the token is refused");
      (this->*how)(client, person_id);
    } catch (const std::exception& error) {
      if (ending_) return;
      const std::lock_guard lock(mutex_);
      failures_.push_back(person_id + ": " + error.what());
    }
  });
}

std::shared_ptr<const Sent> BusySchool::next_send(const WireClient& teacher, const std::string& id) {
  const int number = ++sends_;
  auto sent = std::make_shared<Sent>(Sent{id, "第" + std::to_string(number) + "号通知", {}});
  auto header = to_classes(teacher.membership(), writers.at(id));
  header.set_client_id(new_client_id());
  if (number % letter_every != 0) {
    sent->request = frame_of(notice(std::move(header), sent->title));
  } else {
    v1::SendLetter letter;
    *letter.mutable_header() = std::move(header);
    letter.set_title(sent->title);
    letter.set_body(long_text());
    sent->request = frame_of(std::move(letter));
  }
  return sent;
}

void BusySchool::write(WireClient& teacher, const std::string& id) {
  teacher.resume();  // so that she is told of receipts
  std::deque<std::pair<std::uint64_t, std::shared_ptr<const Sent>>> under_way;
  while (!ending_) {
    rest();
    while (under_way.size() < unanswered) {
      auto sent = next_send(teacher, id);
      ledger_.note([&](Promises& promises) { promises.started.push_back(sent); });
      under_way.emplace_back(teacher.start(sent->request), sent);
    }
    const auto [request, sent] = std::exchange(under_way.front(), {});
    under_way.pop_front();
    const auto answer = teacher.answer_to(request);
    if (!answer.send_result().has_stored()) throw StageError("not stored: " + answer.ShortDebugString());
    ledger_.note([&](Promises& promises) { promises.stored[answer.send_result().stored().message_id()] = sent; });
    take_pushed(teacher);
  }
}

void BusySchool::take_pushed(WireClient& teacher) {
  for (auto left = teacher.pushed_so_far(); left > 0; --left) {
    const auto frame = teacher.next_pushed();
    if (frame.has_event_batch()) teacher.acknowledge(frame.event_batch().events().rbegin()->seq());
    if (!frame.has_receipt_update()) continue;
    const auto& summary = frame.receipt_update().summary();
    ledger_.note([&](Promises& promises) { promises.receipts[summary.message_id()] = summary; });
  }
}

// Now so, now otherwise: every answer is a record of its own that names the one before.
void BusySchool::decide(WireClient& guardian, const std::string& id) {
  v1::Decide decision;
  *decision.mutable_header()->mutable_member() = guardian.member();
  decision.mutable_header()->set_message_id(form_);
  decision.mutable_header()->set_child_id(guardian.membership().children(0).child_id());
  decision.set_form_version(1);
  decision.set_text_sha256(form_sha256_);
  for (bool agrees = true; !ending_; agrees = !agrees) {
    rest();
    decision.mutable_header()->set_client_id(new_client_id());
    decision.set_choice(agrees ? v1::CHOICE_AGREE : v1::CHOICE_DECLINE);
    const auto answer = guardian.ask(frame_of(decision));
    if (!answer.has_answered()) throw StageError("not taken: " + answer.ShortDebugString());
    const auto answer_id = answer.answered().answer_id();
    decision.mutable_header()->set_predecessor(answer_id);
    ledger_.note([&](Promises& promises) { promises.answers[id].push_back(answer_id); });
  }
}

void BusySchool::read(WireClient& guardian, const std::string&) {
  guardian.resume();
  while (!ending_) guardian.acknowledge(guardian.next_batch().events().rbegin()->seq());
}

}  // namespace jiaxin::stage
