#include "policy/text/windows.hpp"

#include <algorithm>
#include <utility>

#include "policy/text/normalise.hpp"

namespace jiaxin::policy {
namespace {

constexpr std::size_t long_clause = 90;  // in width
constexpr std::u32string_view clause_ends = U"。！？；，!?;,\n";
constexpr std::u32string_view opened = U"“「『\"", closed = U"”」』\"";

constexpr std::size_t width(char32_t point) { return point < 0x80 ? 1 : 3; }
constexpr bool is_latin(char32_t point) {
  return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') || (point >= '0' && point <= '9');
}

// Where a quotation stands in it, or letters that are shown backwards.
bool is_whole(std::u32string_view clause) {
  const std::size_t quote = clause.find_first_of(opened);
  return (quote != clause.npos && clause.find_first_of(closed, quote + 1) != clause.npos) ||
         clause.find(shown_backwards) != clause.npos;
}

class Cutting {
 public:
  explicit Cutting(std::size_t first) : first_(first) {}

  void clause(std::u32string_view points) {
    std::size_t all = 0;
    for (const char32_t point : points) all += width(point);
    std::size_t left = all > long_clause && !is_whole(points) ? first_ : all + 1;
    for (std::size_t at = 0; at < points.size(); ++at) {
      const bool in_word = at > 0 && is_latin(points[at - 1]) && is_latin(points[at]);
      if (left == 0 && !in_word) {
        put_in_.push_back(static_cast<std::uint32_t>(out_.size()));
        out_ += U'\n';
        left = window_width;
      }
      out_ += points[at];
      left -= std::min(left, width(points[at]));
    }
  }
  void end(char32_t point) { out_ += point; }

  std::optional<Windows> result() && {
    if (put_in_.empty()) return std::nullopt;
    return Windows{std::move(out_), std::move(put_in_)};
  }

 private:
  const std::size_t first_;
  std::u32string out_;
  std::vector<std::uint32_t> put_in_;
};

}  // namespace

std::optional<Windows> in_windows(std::u32string_view points, std::size_t first) {
  if (3 * points.size() <= long_clause) return std::nullopt;
  Cutting cutting(first);
  for (std::size_t begin = 0; begin <= points.size();) {
    const std::size_t end = std::min(points.find_first_of(clause_ends, begin), points.size());
    cutting.clause(points.substr(begin, end - begin));
    if (end < points.size()) cutting.end(points[end]);
    begin = end + 1;
  }
  return std::move(cutting).result();
}

}  // namespace jiaxin::policy
