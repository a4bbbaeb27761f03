// A client at one end of a conversation, without a socket between them.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "session/conversation.hpp"
#include "support/fake_server.hpp"

namespace jiaxin::session {

using namespace fake;

// One connection as the transport holds it.
class Client {
 public:
  explicit Client(FakeServer& server) : Client(server, server.core, server.hub) {}
  Client(FakeServer& server, FakeCore& core, delivery::Hub& hub, codec::WireFormat format = codec::WireFormat::proto)
      : core_(core), conversation_(Conversation::open(server.services, core, hub, outlet_, {"192.0.2.1", format})) {}
  ~Client() { vanish(); }

  // Sends a request and gives its number.
  std::uint64_t ask(v1::ClientFrame frame) {
    frame.set_request_id(++asked_);
    tell(frame);
    return asked_;
  }
  void tell(const v1::ClientFrame& frame) { conversation_->on_message(codec::encode(frame), true); }
  void tell_bytes(std::string_view bytes, bool binary) { conversation_->on_message(bytes, binary); }

  // The same as texts, for a client of jiaxin.v1.json.
  std::vector<std::string> take_texts() {
    core_.run();
    return outlet_.take_bytes();
  }
  // What arrived since the last look, once the core has come to rest.
  std::vector<v1::ServerFrame> take() {
    core_.run();
    return outlet_.take();
  }
  // The one answer to the request, and nothing besides.
  v1::ServerFrame answer(v1::ClientFrame frame) {
    take();
    const auto id = ask(std::move(frame));
    const auto frames = take();
    EXPECT_EQ(frames.size(), 1U);
    if (frames.empty()) return {};
    EXPECT_EQ(frames[0].request_id(), id);
    return frames[0];
  }

  // The connection is gone; nobody may touch it afterwards.
  void vanish() {
    if (!conversation_) return;
    conversation_->on_closed();
    outlet_.vanish();
    conversation_.reset();
  }
  bool wants_message() const { return conversation_->wants_message(); }
  void stop() { conversation_->on_stopping(); }
  const std::vector<Closed>& closes() const { return outlet_.closes(); }

 private:
  FakeCore& core_;
  FakeOutlet outlet_;
  std::shared_ptr<Conversation> conversation_;
  std::uint64_t asked_ = 0;
};

inline v1::ClientFrame password(const std::string& login = "wang", const std::string& secret = "secret") {
  v1::ClientFrame frame;
  frame.mutable_sign_in()->mutable_password()->set_login(login);
  frame.mutable_sign_in()->mutable_password()->set_password(secret);
  return frame;
}
inline v1::ClientFrame token(const std::string& bytes) {
  v1::ClientFrame frame;
  frame.mutable_sign_in()->mutable_token()->set_token(bytes);
  return frame;
}
inline v1::ClientFrame code(const std::string& text) {
  v1::ClientFrame frame;
  frame.mutable_sign_in()->mutable_code()->set_code(text);
  frame.mutable_sign_in()->mutable_code()->set_new_password("a new password");
  return frame;
}
inline v1::ClientFrame ping() {
  v1::ClientFrame frame;
  frame.mutable_ping();
  return frame;
}
inline v1::ClientFrame sign_out() {
  v1::ClientFrame frame;
  frame.mutable_sign_out();
  return frame;
}
inline v1::ClientFrame join(const std::string& text) {
  v1::ClientFrame frame;
  frame.mutable_join_membership()->set_code(text);
  return frame;
}
inline v1::ClientFrame resume(domain::MemberId member, std::uint64_t after = 0, std::uint64_t epoch = 77) {
  v1::ClientFrame frame;
  name(*frame.mutable_resume()->mutable_member(), member);
  frame.mutable_resume()->set_epoch(epoch);
  frame.mutable_resume()->set_after_seq(after);
  return frame;
}
inline v1::ClientFrame ack(domain::MemberId member, std::uint64_t seq, std::uint64_t epoch = 77) {
  v1::ClientFrame frame;
  name(*frame.mutable_ack()->mutable_member(), member);
  frame.mutable_ack()->set_epoch(epoch);
  frame.mutable_ack()->set_seq(seq);
  return frame;
}
inline v1::ClientFrame notice(domain::MemberId from, domain::ClassId to, unsigned number) {
  v1::ClientFrame frame;
  auto& request = *frame.mutable_send_notice();
  name(*request.mutable_header()->mutable_from(), from);
  request.mutable_header()->set_client_id(client_id(number));
  request.mutable_header()->mutable_to()->add_class_ids(to.value);
  request.set_title("升旗仪式");
  request.set_body("明天上午九点举行升旗仪式，请孩子们穿校服。");
  return frame;
}

class Scene : public testing::Test {
 protected:
  Scene() {
    server.identities.add("wang", "hash of secret", {key(wang)});
    server.identities.add("zhao", "hash of secret", {key(zhao)});
    server.identities.add("zheng", "hash of secret", {key(administrator)});
  }
  v1::SignedIn signed_in(Client& client, const std::string& login = "wang") {
    const auto answer = client.answer(password(login));
    EXPECT_TRUE(answer.has_signed_in()) << answer.ShortDebugString();
    return answer.signed_in();
  }
  // So many events in wang's log.
  void store(int count) {
    for (; count > 0; --count) publish();
  }
  void publish() {
    v1::Item item;
    item.set_title("春游");
    server.fan_out.publish(server.messages.append({key(wang)}, item.SerializeAsString()));
  }
  std::string code_for(domain::MemberId member) {
    const auto text = server.secrets.new_code();
    server.identities.add_code(server.secrets.code_hash(text), key(member), server.clock.now() + std::chrono::days(14));
    return text;
  }
  static std::vector<std::uint64_t> seqs(const std::vector<v1::ServerFrame>& frames) {
    std::vector<std::uint64_t> found;
    for (const auto& frame : frames)
      for (const auto& event : frame.event_batch().events()) found.push_back(event.seq());
    return found;
  }

  FakeServer server;
};

}  // namespace jiaxin::session
