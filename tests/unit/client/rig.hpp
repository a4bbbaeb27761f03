// A machine with a virtual clock, a real store and a server played by the test.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "codec/errors.hpp"
#include "codec/frame.hpp"
#include "machine.hpp"
#include "sqlite_store.hpp"

namespace jiaxin::client::test {

inline const Member teacher{7, 3};
inline const Member parent{7, 40};

inline v1::ClientFrame notice(ClientId id, const std::string& title = "春游", Member from = teacher) {
  v1::ClientFrame frame;
  auto& send = *frame.mutable_send_notice();
  *send.mutable_header()->mutable_from() = from.ref();
  send.mutable_header()->set_client_id(id.wire());
  send.mutable_header()->mutable_to()->add_class_ids(31);
  send.set_title(title);
  send.set_body("周五去植物园。");
  return frame;
}

inline v1::ClientFrame decision(ClientId id, v1::Choice choice, std::uint64_t message_id = 900) {
  v1::ClientFrame frame;
  auto& decide = *frame.mutable_decide();
  auto& header = *decide.mutable_header();
  *header.mutable_member() = parent.ref();
  header.set_client_id(id.wire());
  header.set_message_id(message_id);
  header.set_child_id(5);
  decide.set_choice(choice);
  decide.set_form_version(1);
  decide.set_text_sha256(std::string(32, 'x'));
  return frame;
}

inline v1::ClientFrame receipts_request() {
  v1::ClientFrame frame;
  *frame.mutable_get_receipts()->mutable_member() = teacher.ref();
  frame.mutable_get_receipts()->set_message_id(900);
  return frame;
}

inline v1::Membership membership(Member member) {
  v1::Membership out;
  *out.mutable_ref() = member.ref();
  out.set_school_name("实验小学");
  return out;
}

inline v1::Event item_event(std::uint64_t seq, const std::string& title = "家长会") {
  v1::Event event;
  event.set_seq(seq);
  event.set_message_id(900 + seq);
  event.set_at_ms(static_cast<std::int64_t>(1'000'000 + seq));
  event.mutable_item()->set_kind(v1::KIND_NOTICE);
  event.mutable_item()->set_title(title);
  event.mutable_item()->mutable_sender()->set_member_id(teacher.member);
  return event;
}

class Rig {
 public:
  explicit Rig(std::filesystem::path file = {}) : file_(std::move(file)) {
    options.device_name = "test";
    options.server_url = "school.example:8480/ws";
    revive();
  }

  // As if the process had been killed: machine and store go without a word, and come back from what is on disk.
  void revive() {
    machine.reset();
    if (!file_.empty() || !store) {
      store.reset();
      store = std::make_unique<SqliteStore>(file_);
    }
    machine = std::make_unique<Machine>(options, *store, [this] { return random; });
    actions.clear();
    connection = 0;
    machine->take_actions();
  }

  // After every input: takes what the machine wants, and decodes what it sends.
  void collect() {
    for (auto& action : machine->take_actions()) {
      if (auto* connect = std::get_if<Connect>(&action)) connection = connect->connection;
      if (auto* sent = std::get_if<SendBytes>(&action)) frames.push_back(*codec::decode_client_frame(sent->bytes));
      actions.push_back(std::move(action));
    }
  }

  template <class T>
  std::vector<T> all() const {
    std::vector<T> out;
    for (const auto& action : actions) {
      if (const auto* found = std::get_if<T>(&action)) out.push_back(*found);
    }
    return out;
  }
  std::vector<ConnectionState> states() const {
    std::vector<ConnectionState> out;
    for (const auto& change : all<StateChange>()) out.push_back(change.state);
    return out;
  }
  std::optional<Outcome<v1::ServerFrame>> reply_to(std::uint64_t ticket) const {
    std::optional<Outcome<v1::ServerFrame>> out;
    for (const auto& reply : all<Replied>()) {
      if (reply.ticket != ticket) continue;
      EXPECT_FALSE(out) << "ticket " << ticket << " ended twice";
      out = reply.outcome;
    }
    return out;
  }
  // The frames sent since the last call that have this body.
  std::vector<v1::ClientFrame> sent(v1::ClientFrame::BodyCase body) {
    std::vector<v1::ClientFrame> out;
    std::vector<v1::ClientFrame> rest;
    for (auto& frame : frames) (frame.body_case() == body ? out : rest).push_back(frame);
    frames = rest;
    return out;
  }
  void forget() {
    actions.clear();
    frames.clear();
  }

  void advance(Millis by) {
    const auto until = now + by;
    for (auto wake = machine->next_wake(); wake && *wake <= until; wake = machine->next_wake()) {
      now = std::max(now, *wake);
      ++ticks;
      ASSERT_LT(ticks, 100'000U) << "the machine asks to be woken again and again";
      machine->tick(now);
      collect();
    }
    now = until;
  }
  void start() { machine->start(now), collect(); }
  void opened() { machine->connected(connection, now), collect(); }
  void receive(const v1::ServerFrame& frame) { machine->received(connection, codec::encode(frame), now), collect(); }
  void drop(std::uint16_t code = 0) {
    machine->disconnected(connection, {code, Failure{FailureKind::disconnected, "", "", {}}, {}}, now);
    collect();
  }
  void add(const v1::ClientFrame& frame) {
    store->add(frame, 0);
    machine->outbox_changed(now);
    collect();
  }

  v1::ServerFrame signed_in(const std::vector<Member>& members = {teacher}, const std::string& login = "wang") const {
    v1::ServerFrame frame;
    frame.set_request_id(1);
    auto& body = *frame.mutable_signed_in();
    body.set_login(login);
    body.set_token(std::string(32, 't'));
    body.set_heartbeat_ms(45'000);
    for (const auto member : members) *body.add_memberships() = membership(member);
    return frame;
  }
  void keep_token(const std::vector<Member>& members = {teacher},
                  const std::string& server = "school.example:8480/ws") {
    store->keep_session(signed_in(members).signed_in(), server);
  }

  // From a stored token to online, all logs resumed at their heads.
  void go_online(const std::vector<Member>& members = {teacher}) {
    if (store->session().token.empty()) keep_token(members);
    start();
    come_online(members);
  }
  void come_online(const std::vector<Member>& members = {teacher}) {
    opened();
    receive(signed_in(members));
    for (const auto& resume : sent(v1::ClientFrame::kResume)) receive(resumed(resume, 0));
  }

  static v1::ServerFrame resumed(const v1::ClientFrame& resume, std::uint64_t head, std::uint64_t epoch = 11,
                                 bool reset = false) {
    v1::ServerFrame frame;
    frame.set_request_id(resume.request_id());
    auto& body = *frame.mutable_resumed();
    *body.mutable_member() = resume.resume().member();
    body.set_epoch(epoch);
    body.set_head_seq(head);
    body.set_after_seq(reset ? 0 : resume.resume().after_seq());
    body.set_reset(reset);
    return frame;
  }
  static v1::ServerFrame batch(Member member, const std::vector<v1::Event>& events, std::uint64_t epoch = 11) {
    v1::ServerFrame frame;
    auto& body = *frame.mutable_event_batch();
    *body.mutable_member() = member.ref();
    body.set_epoch(epoch);
    for (const auto& event : events) *body.add_events() = event;
    return frame;
  }
  static v1::ServerFrame stored(const v1::ClientFrame& request, std::uint64_t message_id = 1) {
    v1::ServerFrame frame;
    frame.set_request_id(request.request_id());
    frame.mutable_send_result()->mutable_stored()->set_message_id(message_id);
    return frame;
  }
  static v1::ServerFrame answered(const v1::ClientFrame& request, std::uint64_t answer_id) {
    v1::ServerFrame frame;
    frame.set_request_id(request.request_id());
    frame.mutable_answered()->set_answer_id(answer_id);
    return frame;
  }
  static v1::ServerFrame error(const v1::ClientFrame& request, v1::ErrorCode code, v1::Retry retry,
                               std::uint32_t retry_after_ms = 0) {
    v1::ServerFrame frame;
    frame.set_request_id(request.request_id());
    frame.mutable_error()->set_code(code);
    frame.mutable_error()->set_retry(retry);
    frame.mutable_error()->set_retry_after_ms(retry_after_ms);
    return frame;
  }

  Options options;
  std::unique_ptr<SqliteStore> store;
  std::unique_ptr<Machine> machine;
  Time now{std::chrono::hours(1)};
  double random = 0.5;
  std::uint64_t connection = 0;
  std::vector<Action> actions;
  std::vector<v1::ClientFrame> frames;
  std::size_t ticks = 0;

 private:
  std::filesystem::path file_;
};

// A folder of its own for each test.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "jiaxin-client-XXXXXX").string();
    path = mkdtemp(pattern.data());
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path path;
};

}  // namespace jiaxin::client::test
