#include "busy_school.hpp"

#include <deque>
#include <utility>

#include "codec/form_text.hpp"

namespace jiaxin::stage {
namespace {

constexpr int letter_every = 16;  // of the sends one is a long letter
constexpr int asks_every = 2;     // of what was blocked one is asked about
constexpr const char* praise = "表扬张三同学，今天主动扫地。";
constexpr const char* homework = "今天的数学作业：完成练习册第12页，拍照上传到群里。";

// Of one teacher. What is stopped comes no faster than the principal can rule.
std::size_t most_unanswered(Outcome outcome) { return outcome == v1::SendResult::kStored ? 8 : 1; }

std::string words_for(Outcome outcome) {
  if (outcome == v1::SendResult::kHeld) return praise;
  return outcome == v1::SendResult::kBlocked ? homework : "";
}

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

BusySchool::BusySchool(School& school) : school_(school), port_(school.server.port()) {
  for (const auto& [id, writer] : writers) tokens_[id] = school.wire(id).signed_in().token();
  for (const auto& [id, classes] : readers) tokens_[id] = school.wire(id).signed_in().token();
  for (const auto& id : deciders) tokens_[id] = school.wire(id).signed_in().token();
  tokens_[the_principal] = school.wire(the_principal).signed_in().token();
  WireClient admin(port_);
  tokens_["admin"] = admin.try_password("admin", password).signed_in().token();
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
  port_ = school_.server.port();
  for (const auto& [id, writer] : writers) work(id, &BusySchool::write);
  for (const auto& id : deciders) work(id, &BusySchool::decide);
  work(opener, &BusySchool::read);
  work(the_principal, &BusySchool::review);
  work("admin", &BusySchool::administrate);
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
  ledger_.note([](Promises&) {});  // wakes who waits for more to be promised
  for (auto& thread : threads_) thread.join();
}

std::vector<std::string> BusySchool::failures() const {
  const std::lock_guard lock(mutex_);
  return failures_;
}

void BusySchool::work(const std::string& person_id, void (BusySchool::*how)(WireClient&, const std::string&)) {
  threads_.emplace_back([this, person_id, how] {
    try {
      WireClient client(port_);
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
  const auto& [classes, outcome] = writers.at(id);
  auto sent = std::make_shared<Sent>(Sent{id, classes, outcome, "第" + std::to_string(number) + "号通知", {}});
  auto header = to_classes(teacher.membership(), classes);
  header.set_client_id(new_client_id());
  if (outcome != v1::SendResult::kStored || number % letter_every != 0) {
    sent->request = frame_of(notice(std::move(header), sent->title, words_for(outcome)));
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
    while (under_way.size() < most_unanswered(writers.at(id).outcome)) {
      auto sent = next_send(teacher, id);
      ledger_.note([&](Promises& promises) { promises.started.push_back(sent); });
      under_way.emplace_back(teacher.start(sent->request), sent);
    }
    const auto [request, sent] = std::exchange(under_way.front(), {});
    under_way.pop_front();
    const auto answer = teacher.answer_to(request);
    take_answer(sent, answer);
    const auto blocked = answer.send_result().blocked().message_id();
    if (blocked != 0 && ++blocked_ % asks_every == 0) ask_about(teacher, blocked);
    take_pushed(teacher);
  }
}

void BusySchool::take_answer(const std::shared_ptr<const Sent>& sent, const v1::ServerFrame& answer) {
  if (answer.send_result().outcome_case() != sent->outcome)
    throw StageError("answered otherwise: " + answer.ShortDebugString());
  auto told = std::make_shared<const Told>(Told{sent, answer.send_result()});
  const auto message = message_id_of(told->result);
  ledger_.note([&](Promises& promises) { promises.by(sent->outcome)[message] = std::move(told); });
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
  while (!ending_) {
    const auto batch = guardian.next_batch();
    const auto& last = *batch.events().rbegin();
    guardian.acknowledge(last.seq());
    if (last.has_item()) open(guardian, last.message_id());
  }
}

void BusySchool::open(WireClient& guardian, std::uint64_t message) {
  const auto answer = guardian.ask(mark_read(guardian.member(), message));
  if (!answer.has_read_marked()) throw StageError("cannot open it: " + answer.ShortDebugString());
  const auto at = answer.read_marked().read_at_ms();
  ledger_.note([&](Promises& promises) { promises.read[message] = at; });
}

}  // namespace jiaxin::stage
