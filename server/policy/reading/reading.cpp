#include "policy/reading/reading.hpp"

#include <algorithm>
#include <string_view>

#include "policy/reading/names.hpp"
#include "policy/reading/numbers.hpp"

namespace jiaxin::policy {
namespace {

constexpr Gap gap_clause = gap_comma | gap_colon | gap_sentence;
constexpr std::size_t longest_title = 20;
constexpr std::size_t long_sentence = 80;  // letters: who writes without stops still says one thing after another
// Whoever says when it is due does not name a text: 《今晚背二十句》.
constexpr ConceptSet due{Concept::tonight, Concept::tomorrow, Concept::deadline, Concept::next_check};
// A name with such a word in it is a paper of the school or a workbook, not a text to learn.
constexpr ConceptSet no_title{Concept::slip,           Concept::book,   Concept::homework, Concept::policy,
                              Concept::administration, Concept::report, Concept::forbid,   Concept::describe};

class Reader {
 public:
  Reader(const Normalised& text, const CueTrie& cues) : text_(text), cues_(cues) {}

  Reading run() {
    for (std::size_t at = 0; at < text_.size();) {
      follow_quotes(text_.gap[at]);
      const std::size_t marker = marker_length(at);
      if (at == 0 || marker > 0 || (text_.gap[at] & gap_clause) || is_too_long(at)) open_clause(at, marker > 0);
      at += marker > 0 ? marker : step(at);
    }
    close_clause(text_.size());
    return std::move(out_);
  }

 private:
  // 1. 2、 一、 (三) at the head of a line or behind a gap.
  std::size_t marker_length(std::size_t at) const {
    if (at > 0 && text_.gap[at] == gap_none) return 0;
    constexpr std::u32string_view numerals = U"一二三四五六七八九十";
    const bool digit = is_digit(text_.letters[at]);
    std::size_t end = at;
    while (end < text_.size() && end < at + 2 && (end == at || text_.gap[end] == gap_none) &&
           (digit ? is_digit(text_.letters[end]) : numerals.find(text_.letters[end]) != numerals.npos)) {
      ++end;
    }
    if (end == at || end == text_.size() || is_digit(text_.letters[end])) return 0;
    const Gap after = text_.gap[end];
    const bool bracketed = (text_.gap[at] & gap_joint) && (after & gap_joint);
    const Gap wanted = digit ? gap_dot | gap_enum | gap_joint : gap_enum;
    return (after & wanted) || bracketed ? end - at : 0;
  }

  std::size_t step(std::size_t at) {
    if (const std::size_t length = title_length(at)) return push(at, length, Concept::title);
    const CueMatch cue = cues_.longest(text_, at);
    const NumberMatch number = read_number(text_, at);
    if (number.length > cue.length) return push(at, number.length, number.meaning);
    if (cue.length > 0) return push(at, cue.length, cue.meaning);
    if (const NameMatch name = read_name(text_, at, out_.tokens)) return push(at, name.length, name.meaning);
    return 1;
  }

  // A title counts as one if it is closed and holds no such word, so 《告家长书》 stays what it is.
  std::size_t title_length(std::size_t at) const {
    const bool quotation = (text_.gap[at] & gap_quote_open) && !out_.tokens.empty() && out_.tokens.back().end == at &&
                           out_.tokens.back().meaning.has(Concept::strong_task);
    if ((text_.gap[at] & gap_title_open) == 0 && !quotation) return 0;
    if (!is_closed(at)) return 0;
    std::size_t end = at;
    do {
      const ConceptSet said = cues_.longest(text_, end).meaning;
      if (said.meets(no_title) || said.meets(due)) return 0;
      ++end;
    } while (end < text_.size() && text_.gap[end] == gap_none && end - at < longest_title);
    return end - at;
  }
  bool is_closed(std::size_t at) const {
    const std::size_t last = std::min(text_.size(), at + longest_title);
    return std::any_of(text_.gap.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                       text_.gap.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                       [](Gap gap) { return (gap & (gap_title_close | gap_quote_close)) != 0; });
  }

  std::size_t push(std::size_t at, std::size_t length, const ConceptSet& meaning) {
    out_.tokens.push_back({meaning, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + length), quoted_});
    return length;
  }

  void follow_quotes(Gap gap) {
    if (gap & gap_quote_close) quoted_ = false;
    if (gap & gap_quote_open) quoted_ = true;
  }

  void open_clause(std::size_t at, bool marker) {
    close_clause(at);
    const Gap gap = text_.gap[at];
    const auto clause = static_cast<std::uint32_t>(out_.clauses.size());
    if (at == 0 || marker || (gap & gap_sentence) || is_too_long(at)) {
      const bool item = marker || (gap & (gap_item | gap_newline));
      out_.sentences.push_back({clause, clause, item});
    }
    const auto token = static_cast<std::uint32_t>(out_.tokens.size());
    out_.clauses.push_back({static_cast<std::uint32_t>(at), 0, token, token, gap, gap_none});
    out_.sentences.back().last_clause = clause + 1;
  }

  bool is_too_long(std::size_t at) const {
    return at - out_.clauses[out_.sentences.back().first_clause].begin >= long_sentence;
  }

  void close_clause(std::size_t end) {
    if (out_.clauses.empty()) return;
    Clause& clause = out_.clauses.back();
    clause.end = static_cast<std::uint32_t>(end);
    clause.last_token = static_cast<std::uint32_t>(out_.tokens.size());
    clause.after = text_.gap[end];
  }

  const Normalised& text_;
  const CueTrie& cues_;
  Reading out_;
  bool quoted_ = false;
};

}  // namespace

Reading read(const Normalised& text, const CueTrie& cues) { return Reader(text, cues).run(); }

}  // namespace jiaxin::policy
