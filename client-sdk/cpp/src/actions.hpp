// What the state machine wants done, and the time it reckons in.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "jiaxin/client/events.hpp"
#include "jiaxin/v1/envelope.pb.h"

namespace jiaxin::client {

using Millis = std::chrono::milliseconds;
using Time = std::chrono::steady_clock::time_point;

// For the transport. `connection` counts up; reports of an older one are ignored.
struct Connect {
  std::uint64_t connection = 0;
};
struct SendBytes {
  std::string bytes;
};
struct Disconnect {
  std::uint16_t code = 1000;
};

// For the listener, beside those of its own types.
struct SignedOutNews {
  Failure why;
};
struct ResetNews {
  v1::MemberRef member;
};
struct CaughtUpNews {
  v1::MemberRef member;
};
struct TroubleNews {
  Failure why;
};

// For whoever asked: the ticket is the one given with the request.
struct Replied {
  std::uint64_t ticket = 0;
  Outcome<v1::ServerFrame> outcome;
};

using Action =
    std::variant<Connect, SendBytes, Disconnect, StateChange, v1::SignedIn, SignedOutNews, InboxEntry, AnswerArrived,
                 ReviewNews, v1::ReceiptUpdate, Settled, ResetNews, CaughtUpNews, TroubleNews, Replied>;

// How a connection ended.
struct CloseReason {
  std::uint16_t code = 0;  // the server's close code, 0: none came
  Failure failure;
  Millis retry_after{0};  // from the refusal of the handshake
};

inline std::optional<Time> earlier(std::optional<Time> a, std::optional<Time> b) {
  if (!a) return b;
  if (!b) return a;
  return *a < *b ? a : b;
}

}  // namespace jiaxin::client
