#include "expect.hpp"

namespace jiaxin::demo {

void expect(bool happened, const std::string& what) {
  if (!happened) throw DayFailed(what);
}

std::string words_of(const client::Failure& failure) {
  std::string words = failure.error.name();
  if (!words.empty()) words += ": ";
  words += failure.text_zh + " " + failure.text_en;
  if (!failure.error.field().empty()) words += " [" + failure.error.field() + "]";
  return words;
}

}  // namespace jiaxin::demo
