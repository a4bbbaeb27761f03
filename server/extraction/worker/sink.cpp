#include "worker/sink.hpp"

#include <unicode/utf8.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace jiaxin::extraction {
namespace {

constexpr std::size_t piece = std::size_t{32} << 10;

// The next at most `piece` bytes of `rest`, cleaned.
std::string clean_piece(std::string_view& rest) {
  std::string clean;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(rest.data());
  const auto length = static_cast<std::int32_t>(std::min(rest.size(), piece + 4));
  std::int32_t at = 0;
  while (at < length && clean.size() < piece) {
    UChar32 c;
    U8_NEXT_OR_FFFD(bytes, at, length, c);
    if (c == '\r') continue;
    if (c < ' ' && c != '\n' && c != '\t') c = ' ';
    std::uint8_t encoded[4];
    std::int32_t size = 0;
    U8_APPEND_UNSAFE(encoded, size, c);
    clean.append(reinterpret_cast<const char*>(encoded), static_cast<std::size_t>(size));
  }
  rest.remove_prefix(static_cast<std::size_t>(at));
  return clean;
}

}  // namespace

bool Sink::add(Tag tag, std::string_view utf8) {
  if (utf8.empty()) write(tag, {});
  while (!utf8.empty() && !full_) {
    const std::string clean = clean_piece(utf8);
    full_ = clean.size() > left_;
    if (full_) break;
    left_ -= clean.size();
    has_told_ = has_told_ || clean.find_first_not_of(" \t\n") != std::string::npos;
    write(tag, clean);
  }
  if (full_) doubt(Doubt::too_large);
  return !full_;
}

void Sink::doubt(Doubt doubt) {
  has_told_ = true;
  const char value = static_cast<char>(doubt);
  write(Tag::doubt, {&value, 1});
}

void Sink::format(Format format) {
  const char value = static_cast<char>(format);
  write(Tag::format, {&value, 1});
}

void PipeSink::write(Tag tag, std::string_view bytes) {
  const std::string all = record(tag, bytes);
  for (std::size_t at = 0; at < all.size();) {
    const ssize_t count = ::write(descriptor_, all.data() + at, all.size() - at);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) ::_exit(1);
    at += static_cast<std::size_t>(count);
  }
}

}  // namespace jiaxin::extraction
