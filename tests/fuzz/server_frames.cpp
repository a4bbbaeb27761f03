// What a hostile server may send to an app: frames, each after its length in two bytes, through the SDK's state machine
// with a real store in memory and a clock of ours.
#include <set>

#include "codec/frame.hpp"
#include "machine.hpp"
#include "property.hpp"
#include "quiet_protobuf.hpp"
#include "sqlite_store.hpp"

namespace jiaxin::fuzz {
namespace {

using namespace client;

constexpr std::uint64_t sign_in_ticket = 1;
constexpr std::uint64_t receipts_ticket = 2;

Options options() {
  Options out;
  out.device_name = "fuzz";
  out.server_url = "school.example:8480/ws";
  return out;
}

v1::ClientFrame receipts_request() {
  v1::ClientFrame frame;
  frame.mutable_get_receipts()->mutable_member()->set_school_id(7);
  frame.mutable_get_receipts()->set_message_id(900);
  return frame;
}

class App {
 public:
  App() : store_(std::filesystem::path()), machine_(options(), store_, [] { return 0.5; }) {
    v1::SignIn how;
    how.mutable_password()->set_login("wang");
    how.mutable_password()->set_password("12345678");
    machine_.sign_in(sign_in_ticket, how, now_);
    machine_.request(receipts_ticket, receipts_request(), Millis(0), now_);
    take_actions();
  }

  void receive(std::string_view bytes) {
    machine_.received(connection_, bytes, now_);
    take_actions();
    for (int i = 0; i < 3; ++i) {
      const auto wake = machine_.next_wake();
      if (!wake) return;
      now_ = std::max(now_, *wake);
      machine_.tick(now_);
      take_actions();
    }
  }

  void close() {
    machine_.close(now_);
    take_actions();
    expect(machine_.state() == ConnectionState::closed, "a client can always be closed");
    expect(replied_.size() == 2, "everybody who asked is answered");
  }

 private:
  void take_actions() {
    for (bool more = true; more;) {
      more = false;
      for (const auto& action : machine_.take_actions()) {
        std::visit([&](const auto& one) { take(one); }, action);
        more |= std::holds_alternative<Connect>(action);
      }
      if (more) machine_.connected(connection_, now_);
    }
  }
  void take(const Connect& connect) {
    expect(connect.connection > connection_, "connections count up");
    connection_ = connect.connection;
    last_request_ = 0;
  }
  void take(const SendBytes& sent) {
    const auto frame = codec::decode_client_frame(sent.bytes);
    expect(frame.has_value(), "the app sends frames");
    if (frame->has_ack()) return;
    expect(frame->request_id() > last_request_, "requests are numbered upwards");
    last_request_ = frame->request_id();
  }
  void take(const Replied& reply) { expect(replied_.insert(reply.ticket).second, "nobody is answered twice"); }
  void take(const InboxEntry& entry) {
    const Member member{entry.member.school_id(), entry.member.member_id()};
    expect(store_.inbox_entry(member, entry.message_id).has_value(), "what is announced is kept");
  }
  template <class Other>
  void take(const Other&) {}

  SqliteStore store_;
  Machine machine_;
  Time now_{std::chrono::hours(1)};
  std::uint64_t connection_ = 0;
  std::uint64_t last_request_ = 0;
  std::set<std::uint64_t> replied_;
};

// The next frame; all that is left if there is less than its length says.
std::string_view next_frame(std::string_view& rest) {
  if (rest.size() < 2) return std::exchange(rest, {});
  const auto size = static_cast<unsigned char>(rest[0]) * 256U + static_cast<unsigned char>(rest[1]);
  const auto frame = rest.substr(2, size);
  rest.remove_prefix(2 + frame.size());
  return frame;
}

}  // namespace
}  // namespace jiaxin::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jiaxin;
  auto rest = fuzz::text_of(data, size);
  fuzz::App app;
  for (int frames = 0; !rest.empty() && frames < 64; ++frames) app.receive(fuzz::next_frame(rest));
  app.close();
  return 0;
}
