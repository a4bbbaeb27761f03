// What is wrong with a handed-in roster, said so that a school office can put it right.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace jiaxin::roster {

struct Problem {
  std::string file;
  std::size_t line = 0;  // 1-based; 0 means the whole file
  std::string reason_zh;
  std::string reason_en;
};

struct Place {
  std::string_view file;
  std::size_t line = 0;
};

struct Reason {
  std::string zh;
  std::string en;
};

// Collects problems, at most max_problems of them: a file in the wrong format is wrong in every line.
class Problems {
 public:
  static constexpr std::size_t max_problems = 200;

  void add(Place place, Reason reason);
  bool none() const { return list_.empty(); }
  std::vector<Problem> take() &&;

 private:
  std::vector<Problem> list_;
  bool more_ = false;
};

// A value from a file as it may stand in a message: short, on one line, valid UTF-8, within quotation marks.
std::string shown(std::string_view value);

template <class... Parts>
std::string text(const Parts&... parts) {
  std::string joined;
  ((joined += parts), ...);
  return joined;
}

}  // namespace jiaxin::roster
