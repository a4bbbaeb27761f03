#include "transcript.hpp"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace jiaxin::demo {
namespace {

constexpr std::size_t columns_for_names = 10;
constexpr const char* bold = "1";
constexpr const char* dim = "2";
constexpr const char* cyan = "36";

bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) ||
         (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) ||
         (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x20000 && c <= 0x3fffd);
}

char32_t next_character(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  char32_t c = length == 1 ? first : first & (0xff >> (length + 1));
  for (std::size_t i = 1; i < length && i < text.size(); ++i) c = c << 6 | (static_cast<unsigned char>(text[i]) & 0x3f);
  text.remove_prefix(std::min(length, text.size()));
  return c;
}

std::string padded(const std::string& text, std::size_t columns) {
  const auto width = columns_of(text);
  return text + std::string(width < columns ? columns - width : 1, ' ');
}

void put(const std::string& text) {
  std::fputs((text + "\n").c_str(), stdout);
  std::fflush(stdout);
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) columns += is_wide(next_character(text)) ? 2 : 1;
  return columns;
}

Transcript::Transcript() : colour_(isatty(STDOUT_FILENO) && !std::getenv("NO_COLOR")) {}

std::string Transcript::styled(const char* style, const std::string& text) const {
  if (!colour_ || text.empty()) return text;
  return std::string("\033[") + style + "m" + text + "\033[0m";
}

void Transcript::title(const std::string& zh, const std::string& en) { put(styled(bold, zh) + "  " + styled(dim, en)); }

void Transcript::scene(int number, const std::string& zh, const std::string& en) {
  const std::string heading = number > 0 ? std::to_string(number) + "  " + zh : zh;
  put("");
  put(styled(bold, heading) + "  " + styled(dim, en));
}

void Transcript::line(const std::string& who, const std::string& zh, const std::string& en) {
  const double seconds = std::chrono::duration<double>(Clock::now() - began_).count();
  char time[32];
  std::snprintf(time, sizeof time, "%7.3f  ", seconds);
  put(styled(dim, time) + styled(cyan, padded(who, columns_for_names)) + zh +
      (en.empty() ? "" : "  " + styled(dim, "(" + en + ")")));
}

void Transcript::quote(const std::string& text) { put(std::string(9 + columns_for_names, ' ') + text); }

void Transcript::plain(const std::string& text) { put(text); }

std::string ms(Moment from, Moment to) {
  const double passed = std::chrono::duration<double, std::milli>(to - from).count();
  char text[32];
  if (passed < 10) std::snprintf(text, sizeof text, "%.1f ms", passed);
  else if (passed < 1000) std::snprintf(text, sizeof text, "%.0f ms", passed);
  else std::snprintf(text, sizeof text, "%.1f s", passed / 1000);
  return text;
}

}  // namespace jiaxin::demo
