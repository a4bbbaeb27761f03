// What a client tells. Every member may be empty.
//
// Threads: all callbacks of one client run one after the other on its Runtime thread. They may call any method of the
// client except those named wait_... (these would wait for themselves), must not throw, and must not block for long:
// while they run nothing is received. Do not destroy the client inside a callback.
// End: nothing is called before start(), and nothing once close() or the destructor has returned.
#pragma once

#include <chrono>
#include <functional>
#include <optional>

#include "jiaxin/client/inbox.hpp"
#include "jiaxin/client/outbox.hpp"
#include "jiaxin/client/outcome.hpp"
#include "jiaxin/v1/receipt.pb.h"
#include "jiaxin/v1/session.pb.h"

namespace jiaxin::client {

enum class ConnectionState {
  idle,  // not started
  connecting,
  signing_in,
  online,         // signed in, logs are followed, the outbox is being sent
  waiting,        // the connection failed or ended; another attempt follows
  needs_sign_in,  // no token, it was refused, or it is another server's; nothing happens until sign_in_...
  superseded,     // the same device connected elsewhere; nothing happens until start()
  closed,
};
const char* to_string(ConnectionState state);

struct StateChange {
  ConnectionState state = ConnectionState::idle;
  std::optional<Failure> why;                // with waiting, needs_sign_in and superseded, where there is a reason
  std::chrono::milliseconds next_attempt{};  // with waiting: from now
};

struct Listener {
  std::function<void(const StateChange&)> state_changed;
  std::function<void(const v1::SignedIn&)> signed_in;   // after every sign-in, resumed ones included; token is empty
  std::function<void(const Failure&)> signed_out;       // the server refused the token, or sign_out() was called
  std::function<void(const InboxEntry&)> item_arrived;  // kept on disk already; once per item
  std::function<void(const AnswerArrived&)> answer_recorded;
  std::function<void(const ReviewNews&)> review_changed;
  std::function<void(const v1::ReceiptUpdate&)> receipts_changed;
  std::function<void(const Settled&)> settled;            // once per outbox entry
  std::function<void(const v1::MemberRef&)> inbox_reset;  // this membership's list is empty now and arrives anew
  std::function<void(const v1::MemberRef&)> caught_up;    // all that was in the log when it was resumed has come
  std::function<void(const Failure&)> trouble;            // the state file cannot be written; the client is offline
};

}  // namespace jiaxin::client
