// A line to the server that can be cut at the worst moment: when the request has gone through and the answer has
// not. It forwards the bytes of TCP connections to a port on loopback and knows nothing of what they mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <thread>
#include <vector>

#include "bell.hpp"

namespace jiaxin::demo {

class CutLine {
 public:
  CutLine(Bell& bell, std::uint16_t server_port);  // throws std::system_error
  ~CutLine();
  CutLine(const CutLine&) = delete;
  CutLine& operator=(const CutLine&) = delete;

  std::uint16_t port() const { return port_; }

  // Once so many more bytes have gone to the server, the next that come back are dropped together with the
  // connection. Once.
  void cut_before_answer_to(std::size_t request_bytes);

  struct Tally {
    int connections = 0;
    int cuts = 0;
    std::size_t withheld_bytes = 0;
  };
  Tally tally() const;
  bool wait_for_cut(milliseconds limit);

 private:
  struct Pair {
    int client;
    int server;
  };
  void run();
  void accept_one();
  bool forward(int from, int to, bool answer);  // false: this connection is over
  bool cuts(std::size_t bytes);
  static void drop(const Pair& pair);

  Bell& bell_;
  std::uint16_t server_port_;
  std::uint16_t port_ = 0;
  int listener_ = -1;
  int wake_ = -1;
  std::vector<Pair> pairs_;        // of the thread
  bool armed_ = false;             // with the bell
  std::size_t bytes_to_pass_ = 0;  // with the bell
  Tally tally_;                    // with the bell
  std::thread thread_;
};

}  // namespace jiaxin::demo
