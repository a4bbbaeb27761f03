// How every step of a command ends: with a value, or with a refusal that says so in two languages and carries the
// exit code.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace jiaxin::cli {

enum class ExitCode { done = 0, refused = 1, usage = 2, no_connection = 3, not_signed_in = 4, interrupted = 130 };

struct Refusal {
  ExitCode code = ExitCode::refused;
  std::string zh;
  std::string en;
};

// Either a T or a Refusal. Asking for the one that is not there throws std::bad_variant_access.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Refusal refusal) : state_(std::in_place_index<1>, std::move(refusal)) {}

  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() & { return std::get<0>(state_); }
  const T& operator*() const& { return std::get<0>(state_); }
  T&& operator*() && { return std::get<0>(std::move(state_)); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  const Refusal& refusal() const { return std::get<1>(state_); }

 private:
  std::variant<T, Refusal> state_;
};

struct Nothing {};  // success without a value

inline Refusal usage(std::string zh, std::string en) { return {ExitCode::usage, std::move(zh), std::move(en)}; }
inline Refusal refused(std::string zh, std::string en) { return {ExitCode::refused, std::move(zh), std::move(en)}; }

}  // namespace jiaxin::cli
