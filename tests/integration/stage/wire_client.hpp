// Speaks the protocol frame by frame, with nothing of the SDK: no acknowledging, no resuming, no repeating by itself.
#pragma once

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "codec/wire_format.hpp"
#include "jiaxin/v1/envelope.pb.h"
#include "raw_socket.hpp"

namespace jiaxin::stage {

// The server closed while an answer was awaited. 0: without a closing frame.
struct ConnectionClosed : StageError {
  explicit ConnectionClosed(int with) : StageError("the server closed with " + std::to_string(with)), code(with) {}
  int code;
};

std::string json_of(const v1::ClientFrame& frame);

class WireClient {
 public:
  explicit WireClient(std::uint16_t port, const std::string& from = "127.0.0.1",
                      codec::WireFormat format = codec::WireFormat::proto);
  // On a connection whose handshake is over.
  explicit WireClient(RawSocket upgraded, codec::WireFormat format = codec::WireFormat::proto)
      : socket_(std::move(upgraded)), format_(format) {}

  // Numbers the request, and waits for its answer. What is pushed meanwhile is kept for next_pushed().
  v1::ServerFrame ask(v1::ClientFrame frame);
  std::uint64_t start(v1::ClientFrame frame);  // only sends it
  v1::ServerFrame answer_to(std::uint64_t request_id);
  v1::ServerFrame next_pushed();
  std::size_t pushed_so_far();  // takes in what has come, and waits for nothing
  void send_as_it_is(const v1::ClientFrame& frame);

  int wait_for_close();  // its code; 0: without a closing frame. What still comes before is dropped

  v1::ServerFrame try_code(const std::string& code, const std::string& password, const std::string& login = "");
  v1::ServerFrame try_password(const std::string& login, const std::string& password);
  v1::ServerFrame try_token(const std::string& token);

  // After a sign-in that went well, with one membership.
  const v1::SignedIn& signed_in() const { return signed_in_; }
  const v1::Membership& membership() const { return signed_in_.memberships(0); }
  const v1::MemberRef& member() const { return membership().ref(); }

  v1::Resumed resume(std::uint64_t after_seq = 0);
  v1::EventBatch next_batch();  // skips other pushed frames
  void acknowledge(std::uint64_t seq);
  // The whole log from its first event to what is its head now, acknowledged if asked for.
  std::vector<v1::Event> read_log(bool acknowledged = true);

  RawSocket& socket() { return socket_; }

 private:
  v1::ServerFrame receive();  // throws ConnectionClosed
  v1::ServerFrame sign_in(v1::ClientFrame frame);

  RawSocket socket_;
  codec::WireFormat format_;
  std::uint64_t last_request_ = 0;
  std::deque<v1::ServerFrame> answers_, pushed_;
  v1::SignedIn signed_in_;
};

}  // namespace jiaxin::stage
