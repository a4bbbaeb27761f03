// What a server may be told.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace jiaxin::transport {

struct ServerSettings {
  std::string host = "127.0.0.1";  // an IP address or a name of this machine
  std::uint16_t port = 0;          // 0: any
  bool behind_proxy = false;       // take the client's address from the last X-Forwarded-For entry

  // Names for which we answer, each with or without a port (without: any). Empty: 127.0.0.1, localhost and [::1].
  std::vector<std::string> allowed_hosts;
  // Web pages that may connect, e.g. https://jiaxin.example.cn; pages of the host that is asked for always may.
  std::vector<std::string> allowed_origins;

  std::size_t max_connections = 16384;  // above: 503 with Retry-After
  std::size_t max_frame_bytes = 65536;  // of a client's message; above: closed with 1009

  std::chrono::milliseconds handshake_timeout{10'000};    // from accept to the end of the WebSocket handshake
  std::chrono::milliseconds write_stall_timeout{20'000};  // no byte of what waits is taken
  std::chrono::milliseconds ping_interval{45'000};        // +-20 %; no answer in two of them: dropped
  std::chrono::milliseconds close_timeout{2'000};         // how long the peer has to answer our close
};

}  // namespace jiaxin::transport
