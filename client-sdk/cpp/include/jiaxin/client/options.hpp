// What a client is opened with. Defaults suit a person's device.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

namespace jiaxin::client {

class Runtime;

// Before attempt n the client waits a random time between 0 and min(cap, base * 2^n).
struct BackOff {
  std::chrono::milliseconds base{500};
  std::chrono::milliseconds cap{60'000};
  std::chrono::milliseconds stable_after{10'000};  // online so long: the next loss starts from base again
};

struct Options {
  // ws://host:port/ws, or host:port for the same. The host is a name, an IPv4 address or an IPv6 address in
  // brackets. Names and passwords do not belong here and are refused.
  //
  // The sign-in in the state file is bound to this address: host (upper and lower case are the same), port and path.
  // Opened for another one, even another name of the same server, the client sends neither token nor outbox there.
  std::string server_url;

  // The SQLite file with the token, the inbox and the outbox. Made with mode 0600, its folder with 0700. One client
  // at a time: a second one gets a clear failure. Empty: in memory, gone with the client.
  std::filesystem::path state_file;

  std::string device_name;  // shown in the person's list of devices; at most 64 bytes

  BackOff back_off;
  std::chrono::milliseconds connect_timeout{10'000};  // name, TCP and WebSocket handshake together
  std::chrono::milliseconds request_timeout{30'000};  // for requests that name none, and for signing in
  std::size_t outbox_window = 16;                     // entries of one membership on their way at a time, kept in order
  std::size_t max_in_flight = 16;                     // requests of any kind that the server owes an answer to
  std::size_t max_waiting = 1024;                     // direct requests waiting for a connection; more fail with `busy`
  std::chrono::milliseconds ack_delay{200};           // acks are sent at most so often, each `ack_events` or 64 KiB
  std::size_t ack_events = 32;
  bool keep_inbox = true;  // false (load programs): only the cursor is kept, inbox() stays empty

  std::shared_ptr<Runtime> runtime;  // empty: the client makes its own
};

}  // namespace jiaxin::client
