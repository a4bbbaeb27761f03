// How every call of the SDK ends: with a value or with a Failure. Nothing that a caller, the server or the network
// can cause is an exception.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <variant>

#include "jiaxin/v1/error.pb.h"

namespace jiaxin::client {

enum class FailureKind {
  invalid,        // refused before anything was sent: over a limit, missing or malformed; error.field says which
  refused,        // the server's answer was an error frame, see `error`
  disconnected,   // the connection could not be made, or ended before the answer; the request may have been done
  timed_out,      // no answer in time; the request may have been done
  cancelled,      // by its handle
  not_signed_in,  // no token, or the server refused it: sign in first
  other_server,   // the sign-in kept belongs to another server's address: open it for that one, or sign in here
  busy,           // too many requests of this client are waiting
  storage,        // the state file cannot be opened, read or written
  closed,         // the client was closed
};

struct Failure {
  FailureKind kind = FailureKind::invalid;
  std::string text_zh;  // for the person; may change freely
  std::string text_en;
  v1::Error error;  // filled with `refused`; code and field also with `invalid`
};

// Either a T or a Failure. Asking for the one that is not there throws std::bad_variant_access.
template <class T>
class [[nodiscard]] Outcome {
 public:
  Outcome(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Outcome(Failure failure) : state_(std::in_place_index<1>, std::move(failure)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Failure& failure() const { return std::get<1>(state_); }

 private:
  std::variant<T, Failure> state_;
};

struct Done {};  // success without a value

template <class T>
using Callback = std::function<void(Outcome<T>)>;

}  // namespace jiaxin::client
