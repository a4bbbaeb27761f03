#include "extraction/answer.hpp"

#include <algorithm>
#include <utility>

namespace jiaxin::extraction {
namespace {

constexpr std::size_t head = 5;
constexpr std::size_t max_record = std::size_t{64} << 10;

std::size_t length_in(std::string_view bytes) {
  std::size_t length = 0;
  for (std::size_t i = 0; i < 4; ++i)
    length |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[1 + i])) << (8 * i);
  return length;
}

bool printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c >= ' ' || c == '\n' || c == '\t'; });
}

}  // namespace

std::string_view name(Means means) {
  switch (means) {
    case Means::text: return "text";
    case Means::ocr: return "ocr";
    case Means::none: break;
  }
  return "none";
}

std::optional<Format> format_of(std::uint8_t value) {
  if (value > static_cast<std::uint8_t>(Format::picture)) return std::nullopt;
  return static_cast<Format>(value);
}

std::string record(Tag tag, std::string_view bytes) {
  std::string result(1, static_cast<char>(tag));
  for (std::size_t i = 0; i < 4; ++i) result += static_cast<char>(bytes.size() >> (8 * i) & 0xff);
  return result.append(bytes);
}

bool AnswerReader::take(std::string_view bytes) {
  pending_.append(bytes);
  std::string_view rest = pending_;
  while (rest.size() >= head) {
    const std::size_t length = length_in(rest);
    if (ended_ || length > max_record) return false;
    if (rest.size() < head + length) break;
    if (!take_record(static_cast<Tag>(rest[0]), rest.substr(head, length))) return false;
    rest.remove_prefix(head + length);
  }
  pending_.erase(0, pending_.size() - rest.size());
  return true;
}

bool AnswerReader::take_record(Tag tag, std::string_view bytes) {
  switch (tag) {
    case Tag::text: return append(bytes, Means::text);
    case Tag::ocr: return append(bytes, Means::ocr);
    case Tag::end: ended_ = true; return bytes.empty();
    case Tag::format: return take_format(bytes);
    case Tag::doubt: break;
  }
  if (tag != Tag::doubt || bytes.size() != 1) return false;
  const auto known = doubt_of(static_cast<std::uint8_t>(bytes[0]));
  if (known) doubt(*known);
  return known.has_value();
}

bool AnswerReader::take_format(std::string_view bytes) {
  const auto format = bytes.size() == 1 ? format_of(static_cast<std::uint8_t>(bytes[0])) : std::nullopt;
  if (format) extraction_.format = *format;
  return format.has_value();
}

bool AnswerReader::append(std::string_view text, Means means) {
  if (!printable(text) || extraction_.text.size() + text.size() > max_text_bytes) return false;
  extraction_.text.append(text);
  if (extraction_.means != Means::ocr) extraction_.means = means;
  return true;
}

void AnswerReader::doubt(Doubt doubt) {
  auto& doubts = extraction_.doubts;
  if (std::find(doubts.begin(), doubts.end(), doubt) == doubts.end()) doubts.push_back(doubt);
}

Extraction AnswerReader::result() && { return std::move(extraction_); }

}  // namespace jiaxin::extraction
