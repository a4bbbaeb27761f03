// The day is a test: what does not happen as it should ends it.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "bell.hpp"
#include "jiaxin/client/outcome.hpp"

namespace jiaxin::demo {

struct DayFailed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

inline constexpr milliseconds patience{15'000};

// `what` says what should have happened.
void expect(bool happened, const std::string& what);

std::string words_of(const client::Failure& failure);

template <class T>
T must(client::Outcome<T> outcome, const std::string& what) {
  if (!outcome) throw DayFailed(what + " (" + words_of(outcome.failure()) + ")");
  return std::move(outcome).value();
}

// Calls start(callback) and waits for what the callback is given.
template <class T, class Start>
client::Outcome<T> ask(Bell& bell, const std::string& what, Start&& start) {
  const auto answer = std::make_shared<std::optional<client::Outcome<T>>>();
  start(client::Callback<T>(
      [&bell, answer](client::Outcome<T> outcome) { bell.change([&] { answer->emplace(std::move(outcome)); }); }));
  expect(bell.wait(2 * patience, [&] { return answer->has_value(); }), what);
  return std::move(**answer);
}

}  // namespace jiaxin::demo
