// What a jx_client is: the C++ client, the program to call, and the requests that can still be cancelled.
//
// Threads: what is const is; `closed` and the tickets have their own guards.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "failure.hpp"
#include "jiaxin/client/client.hpp"
#include "message.hpp"
#include "options.hpp"

struct jx_client {
  jx_client(const jx_options& options, jx_event_fn tell, void* whom)
      : format(options.format), gives(options.gives), on_event(tell), user(whom) {}

  const jiaxin::c::Format format;
  const bool gives;  // what callbacks are handed is the program's
  const jx_event_fn on_event;
  void* const user;
  std::atomic<bool> closed = false;

  std::mutex tickets_mutex;
  std::uint64_t next_ticket = 1;
  std::unordered_map<std::uint64_t, jiaxin::client::RequestHandle> tickets;

  std::unique_ptr<jiaxin::client::Client> client;  // goes first: nothing is called once it has gone
};

namespace jiaxin::c {

// While one of these lives on this thread, the thread is inside a callback of the client.
class InCallback {
 public:
  explicit InCallback(const jx_client& client) : before_(current_) { current_ = &client; }
  ~InCallback() { current_ = before_; }
  InCallback(const InCallback&) = delete;
  InCallback& operator=(const InCallback&) = delete;

  static bool of(const jx_client& client) { return current_ == &client; }

 private:
  static thread_local const jx_client* current_;
  const jx_client* const before_;
};

// Why the client cannot be used, if so.
inline Refused unusable(const jx_client* client) {
  if (!client) return missing("client");
  if (client->closed) return closed();
  return {};
}

}  // namespace jiaxin::c
