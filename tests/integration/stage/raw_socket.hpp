// A WebSocket client as small as can be (RFC 6455), blocking, on a plain socket: it says to the server what no SDK
// would, and sees every byte that comes back. Waiting has a limit and throws StageError when it is over.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace jiaxin::stage {

using std::chrono::milliseconds;

inline constexpr milliseconds patience{20'000};

struct StageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

enum class Opcode : std::uint8_t { more = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

class RawSocket {
 public:
  // Connects, from this address of loopback.
  explicit RawSocket(std::uint16_t port, const std::string& from = "127.0.0.1");
  ~RawSocket();
  RawSocket(RawSocket&& other) noexcept;
  RawSocket& operator=(RawSocket&& other) noexcept;

  // The handshake; throws unless the server agrees.
  void upgrade(std::string_view subprotocol = "jiaxin.v1.proto");
  // Its two halves, for many at once.
  void ask_upgrade(std::string_view subprotocol = "jiaxin.v1.proto");
  void await_upgrade(std::string_view subprotocol = "jiaxin.v1.proto");
  void receive_little();  // the kernel shall keep next to nothing of what is not read

  void send_bytes(std::string_view bytes);  // as they are; throws StageError if the server has gone
  void send(std::string_view payload, Opcode opcode = Opcode::binary, bool last = true);

  struct Message {
    Opcode opcode;  // text, binary or close
    std::string payload;
    int close_code() const;  // of a close; 1005: it has none
  };
  // The next message. Pings are answered. nullopt: the connection ended without a closing frame.
  std::optional<Message> receive(milliseconds limit = patience);
  // Whether something can be read within the limit, the end of the connection included.
  bool readable(milliseconds limit);
  bool was_reset(milliseconds limit);  // reads nothing
  bool is_ended();                     // by the server, whatever has still to be read
  std::string read_to_end();           // until the server closes, or resets

  void answer_pings();                 // those that have come and stand first; waits for nothing
  std::size_t take(std::size_t most);  // reads and forgets what has come, waiting for nothing

  void finish_sending();  // half-closes
  void reset_at_close();  // RST, not FIN
  int descriptor() const { return socket_; }

 private:
  bool fill(std::size_t size, milliseconds limit);  // false: the connection ended

  int socket_ = -1;
  std::string received_;
};

// One HTTP request; the whole answer.
std::string http_get(std::uint16_t port, const std::string& path);

}  // namespace jiaxin::stage
