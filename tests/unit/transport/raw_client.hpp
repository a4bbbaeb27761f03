// A client that sends whatever bytes a test wants, over a plain blocking socket, and reads what comes back. Every wait
// has a generous limit; reaching it fails the test by an exception.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace jiaxin::transport::test {

struct Frame {
  int opcode = 0;
  bool final = true;
  std::string payload;

  int close_code() const {  // of a close frame; 0: none given
    if (payload.size() < 2) return 0;
    return static_cast<unsigned char>(payload[0]) << 8 | static_cast<unsigned char>(payload[1]);
  }
};

inline constexpr int text_frame = 1, binary_frame = 2, close_frame = 8, ping_frame = 9, pong_frame = 10;

inline constexpr std::string_view good_key = "dGhlIHNhbXBsZSBub25jZQ==";

// A proper request for /ws; `replaced` stands in place of the line that begins as it does up to its colon, or is added.
std::string upgrade_request(std::string_view replaced = {});
std::string masked_frame(int opcode, std::string_view payload, bool final = true);

class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  void send(std::string_view bytes);
  void receive_little();               // asks the kernel for a small receive buffer
  void end_sending();                  // FIN
  void reset();                        // RST
  std::string read_to_end();           // until the server closes, or resets
  std::string read_head();             // through the blank line
  std::size_t take(std::size_t most);  // reads and forgets; 0: closed
  Frame read_frame();                  // past the pings

  std::string ask(std::string_view request) {  // and all of the answer
    send(request);
    return read_to_end();
  }
  std::string upgrade(std::string_view replaced = {});  // the head of the answer
  void say(std::string_view payload) { send(masked_frame(binary_frame, payload)); }
  std::string hear() { return read_frame().payload; }

  bool sees_pings = false;  // read_frame gives them as well

 private:
  bool fill();  // false: ended
  void need(std::size_t bytes);

  int fd_;
  std::string kept_;
};

}  // namespace jiaxin::transport::test
