// A guardian or a member of staff of the seeded school, by jiaxin.v1.proto: signs in by token, follows its log, sends
// notices, acknowledges. Event frames are skimmed, not decoded, to keep the load cheap.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "jiaxin/v1/envelope.pb.h"
#include "load/websocket_client.hpp"
#include "seed/school_seed.hpp"

namespace jiaxin::bench {

// Where a guardian's device has come; outlives the connections that move it.
struct LogPosition {
  std::uint64_t seq = 0;
};

class JiaxinClient final : public WebSocketClient {
 public:
  enum class Follow {
    nothing,    // staff who only send
    from_head,  // what comes from now on
    after_position,
  };
  // All that is passed by reference outlives the client.
  JiaxinClient(Loop& loop, std::uint16_t port, std::size_t index, Hooks& hooks, const SchoolSeed& seed,
               const Account& account, LogPosition& position, Follow follow);

  void publish(const Audience& to) override;
  void acknowledge() override;

  // Asks how many guardians hold the last message it sent. nullopt until the answer is there.
  void ask_receipts();
  std::optional<std::uint64_t> delivered() const { return delivered_; }

 private:
  void on_open() override;
  void on_message(std::string_view payload, std::size_t wire_bytes) override;
  void on_answer(const v1::ServerFrame& frame);
  void on_events(std::string_view batch, std::size_t wire_bytes);
  void resume(const v1::SignedIn& signed_in);
  void ask(v1::ClientFrame& frame);

  const SchoolSeed& seed_;
  const Account& account_;
  LogPosition& position_;
  Follow follow_;
  std::uint64_t requests_ = 0;
  std::uint64_t epoch_ = 0;
  std::uint64_t acknowledged_ = 0;
  std::uint64_t last_message_ = 0;
  std::optional<std::uint64_t> delivered_;
};

}  // namespace jiaxin::bench
