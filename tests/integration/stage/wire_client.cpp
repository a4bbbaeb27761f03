#include "wire_client.hpp"

#include <google/protobuf/util/json_util.h>

#include <algorithm>

namespace jiaxin::stage {

namespace util = google::protobuf::util;

std::string json_of(const v1::ClientFrame& frame) {
  std::string text;
  if (!util::MessageToJsonString(frame, &text).ok()) throw StageError("no JSON: " + frame.ShortDebugString());
  return text;
}

WireClient::WireClient(std::uint16_t port, const std::string& from, codec::WireFormat format)
    : socket_(port, from), format_(format) {
  socket_.upgrade(codec::subprotocol_of(format));
}

void WireClient::send_as_it_is(const v1::ClientFrame& frame) {
  if (format_ == codec::WireFormat::json) socket_.send(json_of(frame), Opcode::text);
  else socket_.send(frame.SerializeAsString());
}

v1::ServerFrame WireClient::ask(v1::ClientFrame frame) { return answer_to(start(std::move(frame))); }

std::uint64_t WireClient::start(v1::ClientFrame frame) {
  frame.set_request_id(++last_request_);
  send_as_it_is(frame);
  return last_request_;
}

v1::ServerFrame WireClient::answer_to(std::uint64_t request_id) {
  for (;;) {
    const auto found = std::find_if(answers_.begin(), answers_.end(),
                                    [&](const auto& frame) { return frame.request_id() == request_id; });
    if (found != answers_.end()) {
      auto answer = std::move(*found);
      answers_.erase(found);
      return answer;
    }
    auto frame = receive();
    (frame.request_id() == 0 && request_id != 0 ? pushed_ : answers_).push_back(std::move(frame));
  }
}

v1::ServerFrame WireClient::next_pushed() {
  while (pushed_.empty()) {
    auto frame = receive();
    (frame.request_id() == 0 ? pushed_ : answers_).push_back(std::move(frame));
  }
  auto frame = std::move(pushed_.front());
  pushed_.pop_front();
  return frame;
}

std::size_t WireClient::pushed_so_far() {
  while (socket_.readable(milliseconds{0})) {
    auto frame = receive();
    (frame.request_id() == 0 ? pushed_ : answers_).push_back(std::move(frame));
  }
  return pushed_.size();
}

v1::ServerFrame WireClient::receive() {
  const auto message = socket_.receive();
  if (!message) throw ConnectionClosed(0);
  if (message->opcode == Opcode::close) throw ConnectionClosed(message->close_code());
  v1::ServerFrame frame;
  const bool read = format_ == codec::WireFormat::json
                        ? message->opcode == Opcode::text && util::JsonStringToMessage(message->payload, &frame).ok()
                        : message->opcode == Opcode::binary && frame.ParseFromString(message->payload);
  if (!read) throw StageError("the server sent something that is not one of its frames");
  return frame;
}

int WireClient::wait_for_close() {
  try {
    for (;;) receive();
  } catch (const ConnectionClosed& closed) {
    return closed.code;
  }
}

v1::ServerFrame WireClient::try_code(const std::string& code, const std::string& password, const std::string& login) {
  v1::ClientFrame frame;
  auto& how = *frame.mutable_sign_in()->mutable_code();
  how.set_code(code);
  how.set_login(login);
  how.set_new_password(password);
  return sign_in(std::move(frame));
}

v1::ServerFrame WireClient::try_password(const std::string& login, const std::string& password) {
  v1::ClientFrame frame;
  frame.mutable_sign_in()->mutable_password()->set_login(login);
  frame.mutable_sign_in()->mutable_password()->set_password(password);
  return sign_in(std::move(frame));
}

v1::ServerFrame WireClient::try_token(const std::string& token) {
  v1::ClientFrame frame;
  frame.mutable_sign_in()->mutable_token()->set_token(token);
  return sign_in(std::move(frame));
}

v1::ServerFrame WireClient::sign_in(v1::ClientFrame frame) {
  auto answer = ask(std::move(frame));
  if (answer.has_signed_in()) signed_in_ = answer.signed_in();
  return answer;
}

v1::Resumed WireClient::resume(std::uint64_t after_seq) {
  v1::ClientFrame frame;
  *frame.mutable_resume()->mutable_member() = member();
  if (after_seq > 0) frame.mutable_resume()->set_epoch(membership().epoch());
  frame.mutable_resume()->set_after_seq(after_seq);
  const auto answer = ask(std::move(frame));
  if (!answer.has_resumed()) throw StageError("no log to follow: " + answer.ShortDebugString());
  return answer.resumed();
}

v1::EventBatch WireClient::next_batch() {
  for (;;) {
    auto frame = next_pushed();
    if (frame.has_event_batch()) return frame.event_batch();
  }
}

void WireClient::acknowledge(std::uint64_t seq) {
  v1::ClientFrame frame;
  *frame.mutable_ack()->mutable_member() = member();
  frame.mutable_ack()->set_epoch(membership().epoch());
  frame.mutable_ack()->set_seq(seq);
  send_as_it_is(frame);
}

std::vector<v1::Event> WireClient::read_log(bool acknowledged) {
  std::vector<v1::Event> log;
  const auto head = resume().head_seq();
  while (log.size() < head) {
    const auto batch = next_batch();
    log.insert(log.end(), batch.events().begin(), batch.events().end());
    if (acknowledged) acknowledge(log.back().seq());
  }
  return log;
}

}  // namespace jiaxin::stage
