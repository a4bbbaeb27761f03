// The day as one reads it: calm, aligned lines with the time since the beginning.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "bell.hpp"

namespace jiaxin::demo {

// How wide it is on a terminal: Chinese characters and punctuation take two columns.
std::size_t columns_of(std::string_view text);

class Transcript {
 public:
  Transcript();  // writes to standard output; in colour only if that is a terminal

  void title(const std::string& zh, const std::string& en);
  void scene(int number, const std::string& zh, const std::string& en);
  // What somebody did or saw, with a gloss in English.
  void line(const std::string& who, const std::string& zh, const std::string& en = {});
  void quote(const std::string& text);  // below a line, indented
  void plain(const std::string& text = {});

  Moment began() const { return began_; }

 private:
  std::string styled(const char* style, const std::string& text) const;

  Moment began_ = Clock::now();
  bool colour_;
};

std::string ms(Moment from, Moment to);  // "12 ms", "1.3 s"

}  // namespace jiaxin::demo
