// Logs as key=value lines on standard error. By its types this API takes only words that stand in the source,
// numbers and enums, so no text, name, code or token can reach a log by mistake. Any thread; never throws.
#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <type_traits>

namespace jiaxin::observe {

enum class Level { debug, info, warn, error };

// A literal of the source.
class Word {
 public:
  consteval Word(const char* literal) : text_(literal) {}  // NOLINT: meant to be implicit
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

class Value {
 public:
  template <std::integral T>
  constexpr Value(T number) : number_(static_cast<std::int64_t>(number)) {}  // NOLINT
  template <class T>
  requires std::is_enum_v<T>
  constexpr Value(T name) : number_(static_cast<std::int64_t>(name)) {}       // NOLINT
  constexpr Value(std::chrono::milliseconds time) : number_(time.count()) {}  // NOLINT
  constexpr Value(Word word) : word_(word.text()), is_word_(true) {}          // NOLINT
  consteval Value(const char* literal) : word_(literal), is_word_(true) {}    // NOLINT

  constexpr bool is_word() const { return is_word_; }
  constexpr std::string_view word() const { return word_; }
  constexpr std::int64_t number() const { return number_; }

 private:
  std::string_view word_;
  std::int64_t number_ = 0;
  bool is_word_ = false;
};

struct Field {
  Word key;
  Value value;
};

// Called once by the application before there are other threads; until then from info on.
void start_logging(Level least);

void log(Level level, Word event, std::initializer_list<Field> fields);
inline void log_debug(Word event, std::initializer_list<Field> fields = {}) { log(Level::debug, event, fields); }
inline void log_info(Word event, std::initializer_list<Field> fields = {}) { log(Level::info, event, fields); }
inline void log_warn(Word event, std::initializer_list<Field> fields = {}) { log(Level::warn, event, fields); }
inline void log_error(Word event, std::initializer_list<Field> fields = {}) { log(Level::error, event, fields); }

}  // namespace jiaxin::observe
