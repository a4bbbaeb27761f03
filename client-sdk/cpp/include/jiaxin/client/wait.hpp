// Blocking form of any call that takes a Callback, for command lines. Not inside a callback. It always returns: every
// callback is called, at the latest when the request times out or the client is closed by another thread.
//
//   Outcome<v1::Receipts> receipts =
//       wait<v1::Receipts>([&](auto done) { client.get_receipts(request, done); });
#pragma once

#include <future>
#include <memory>
#include <utility>

#include "jiaxin/client/outcome.hpp"

namespace jiaxin::client {

template <class T, class Start>
Outcome<T> wait(Start&& start) {
  auto promise = std::make_shared<std::promise<Outcome<T>>>();
  auto result = promise->get_future();
  std::forward<Start>(start)(Callback<T>([promise](Outcome<T> outcome) { promise->set_value(std::move(outcome)); }));
  return result.get();
}

}  // namespace jiaxin::client
