#include "policy/model/features.hpp"

#include <algorithm>

#include "policy/model/hashing.hpp"
#include "policy/model/places.hpp"
#include "policy/model/word_classes.hpp"
#include "policy/text/pinyin.hpp"

namespace jiaxin::policy {
namespace {

constexpr std::uint32_t passage_letters = 80;
constexpr std::size_t longest_run = 3;  // letters or sounds in one sign
constexpr std::size_t longest_class_run = 3;
constexpr std::size_t near_words = 6;  // words that are seen together

// Distinguish the kinds of signs from one another.
enum Salt : std::uint64_t {
  letter_run,
  sound_run,
  alone,
  by_sender,
  by_kind,
  together,
  in_a_row,
  apart,
  three,
  by_rule,
  class_run,
  classes_together
};

struct Shown {
  std::uint64_t sign = 0;
  std::uint32_t letter = 0;
};

class SentenceSigns {
 public:
  SentenceSigns(const Understood& understood, const Context& context, const std::vector<RuleHit>& hits,
                std::uint32_t sentence, Signs& out)
      : text_(understood.text),
        reading_(understood.reading),
        sentence_(understood.reading.sentences[sentence]),
        stance_(understood.stances[sentence]),
        context_(context),
        hits_(hits),
        out_(out),
        begin_(reading_.clauses[sentence_.first_clause].begin),
        end_(reading_.clauses[sentence_.last_clause - 1].end) {}

  void run() {
    letters();
    sounds();
    meanings();
    rows();
    rules();
    classes();
  }

 private:
  void add(SignKind kind, std::uint32_t hash, std::uint32_t begin, std::uint32_t end) {
    out_[static_cast<std::size_t>(kind)].push_back({hash, begin, end});
  }
  void mean(std::uint32_t hash) { add(SignKind::meanings, hash, begin_, end_); }

  void runs(SignKind kind, Salt salt, std::size_t shortest, const std::vector<Shown>& signs) {
    for (std::size_t at = 0; at < signs.size(); ++at) {
      std::uint64_t running = hash_step(0, salt);
      for (std::size_t n = 0; n < longest_run && at + n < signs.size(); ++n) {
        running = hash_step(running, signs[at + n].sign);
        if (n + 1 >= shortest)
          add(kind, static_cast<std::uint32_t>(running >> 32), signs[at].letter, signs[at + n].letter + 1);
      }
    }
  }

  // Letters with what separates them; any number is one sign.
  void letters() {
    std::vector<Shown> signs;
    signs.reserve(2 * (end_ - begin_) + 1);
    signs.push_back({U'^', begin_});
    for (std::uint32_t at = begin_; at < end_; ++at) {
      if (text_.gap[at] && at > begin_) signs.push_back({sign_of_gap(text_.gap[at]), at});
      const char32_t letter = sign_of_letter(text_.letters[at]);
      if (letter != U'0' || signs.back().sign != U'0') signs.push_back({letter, at});
    }
    signs.push_back({(text_.gap[end_] & gap_question) ? U'?' : U'$', end_ - 1});
    runs(SignKind::letters, letter_run, 1, signs);
  }

  // Syllables without tones, so that homophones and typed pinyin look alike.
  void sounds() {
    std::vector<Shown> signs;
    signs.reserve(end_ - begin_);
    for (std::uint32_t at = begin_; at < end_;) {
      const SyllableMatch sound = sound_at(at);
      const char32_t letter = sign_of_letter(text_.letters[at]);
      const std::uint64_t sign = sound.length > 0 ? packed(spelling(sound.syllable)) : letter;
      if (sign != U'0' || signs.empty() || signs.back().sign != sign) signs.push_back({sign, at});
      at += std::max<std::uint32_t>(1, static_cast<std::uint32_t>(sound.length));
    }
    runs(SignKind::sounds, sound_run, 2, signs);
  }

  SyllableMatch sound_at(std::uint32_t at) const {
    if (const auto of_character = syllable(text_.letters[at])) return {of_character, 1};
    const SyllableMatch spelled = longest_syllable(text_.letters, at);
    return at + spelled.length <= end_ ? spelled : SyllableMatch{};
  }
  // At most six letters: as one number, above every character.
  static std::uint64_t packed(std::string_view spelled) {
    std::uint64_t number = 1;
    for (const char letter : spelled) number = number << 8 | static_cast<unsigned char>(letter);
    return number << 24;
  }

  void meanings() {
    std::array<std::uint64_t, static_cast<std::size_t>(Concept::count_)> live;
    std::size_t count = 0;
    for (std::uint64_t one = 0; one < live.size(); ++one)
      if (stance_.live.has(static_cast<Concept>(one))) live[count++] = one;
    for (std::size_t i = 0; i < count; ++i) {
      mean(hash_of(alone, live[i]));
      mean(hash_of(by_sender, live[i], context_.sender));
      mean(hash_of(by_kind, live[i], context_.kind));
      for (std::size_t j = i + 1; j < count; ++j) mean(hash_of(together, live[i], live[j]));
    }
  }

  // The words that are known, in their order, and whether each is meant.
  void rows() {
    std::vector<Shown> words;
    const std::uint32_t first = reading_.clauses[sentence_.first_clause].first_token;
    const std::uint32_t last = reading_.clauses[sentence_.last_clause - 1].last_token;
    words.reserve(last - first);
    auto meant = stance_.meant.begin();
    for (std::uint32_t at = first; at < last; ++at) {
      while (meant != stance_.meant.end() && *meant < at) ++meant;
      const bool is_meant = meant != stance_.meant.end() && *meant == at;
      words.push_back({static_cast<std::uint64_t>(first_of(reading_.tokens[at].meaning)) * 2 + is_meant, at});
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
      row(hash_of(in_a_row, words[i].sign), words, i, i);
      if (i + 1 < words.size()) row(hash_of(in_a_row, words[i].sign, words[i + 1].sign), words, i, i + 1);
      if (i + 2 >= words.size()) continue;
      row(hash_of(apart, words[i].sign, words[i + 2].sign), words, i, i + 2);
      row(hash_of(three, words[i].sign, words[i + 1].sign, words[i + 2].sign), words, i, i + 2);
    }
  }
  void row(std::uint32_t hash, const std::vector<Shown>& words, std::size_t from, std::size_t to) {
    add(SignKind::meanings, hash, reading_.tokens[words[from].letter].begin, reading_.tokens[words[to].letter].end);
  }

  void rules() {
    for (const RuleHit& hit : hits_)
      if (hit.begin < end_ && begin_ < hit.end) mean(hash_of(by_rule, hit.rule));
  }

  // Known words in their order; what stands between them unknown is left out.
  void classes() {
    std::vector<ClassSpan> words;
    for (std::uint32_t at = begin_; at < end_;) {
      const ClassMatch match = known_word_classes().longest(text_, at, end_);
      if (match.length > 0) words.push_back({match.word_class, at, at + match.length});
      at += std::max<std::uint32_t>(1, match.length);
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
      std::uint64_t running = hash_step(0, class_run);
      for (std::size_t n = 0; n < longest_class_run && i + n < words.size(); ++n) {
        running = hash_step(running, words[i + n].word_class);
        span(static_cast<std::uint32_t>(running >> 32), words[i], words[i + n]);
      }
      for (std::size_t j = i + 1; j < words.size() && j <= i + near_words; ++j) {
        const auto [less, more] = std::minmax(words[i].word_class, words[j].word_class);
        span(hash_of(classes_together, less, more), words[i], words[j]);
      }
    }
  }
  struct ClassSpan {
    std::uint32_t word_class, begin, end;
  };
  void span(std::uint32_t hash, const ClassSpan& from, const ClassSpan& to) {
    add(SignKind::classes, hash, from.begin, to.end);
  }

  const Normalised& text_;
  const Reading& reading_;
  const Sentence& sentence_;
  const Stance& stance_;
  const Context& context_;
  const std::vector<RuleHit>& hits_;
  Signs& out_;
  std::uint32_t begin_;
  std::uint32_t end_;
};

std::uint32_t begin_of(const Reading& reading, std::uint32_t sentence) {
  return reading.clauses[reading.sentences[sentence].first_clause].begin;
}
std::uint32_t end_of(const Reading& reading, std::uint32_t sentence) {
  return reading.clauses[reading.sentences[sentence].last_clause - 1].end;
}

}  // namespace

LetterRange letters_of(const Reading& reading, std::uint32_t sentence) {
  return {begin_of(reading, sentence), end_of(reading, sentence)};
}

void collect_signs(const Understood& understood, const Context& context, const std::vector<RuleHit>& hits,
                   std::uint32_t sentence, Signs& out) {
  SentenceSigns(understood, context, hits, sentence, out).run();
}

std::vector<Passage> passages_of(const Reading& reading, std::uint32_t from_letter) {
  std::vector<Passage> passages;
  const auto count = static_cast<std::uint32_t>(reading.sentences.size());
  for (std::uint32_t first = 0, last = 0; first < count; ++first) {
    last = std::max(last, first + 1);
    while (last < count && end_of(reading, last) - begin_of(reading, first) <= passage_letters) ++last;
    if (last > first + 1 && end_of(reading, first) > from_letter) passages.push_back({first, first + 1});
    if (end_of(reading, last - 1) > from_letter) passages.push_back({first, last});
  }
  return passages;
}

std::vector<bool> repeats(const Understood& understood, std::uint32_t from_letter) {
  const Reading& reading = understood.reading;
  const auto count = static_cast<std::uint32_t>(reading.sentences.size());
  const std::u32string_view letters(understood.text.letters);
  const auto words = [&](std::uint32_t at) {
    return letters.substr(begin_of(reading, at), end_of(reading, at) - begin_of(reading, at));
  };
  std::vector<bool> known(count);
  std::uint32_t own = 0;
  while (own < count && begin_of(reading, own) < from_letter) ++own;
  for (std::uint32_t at = own, from = own; at < count; ++at) {
    while (end_of(reading, at) - begin_of(reading, from) > passage_letters && from < at) ++from;
    for (std::uint32_t before = from; before < at && !known[at]; ++before) known[at] = words(before) == words(at);
  }
  return known;
}

std::uint32_t letters_said(const Reading& reading, const std::vector<bool>& repeat, std::uint32_t from_letter) {
  std::uint32_t letters = 0;
  for (std::uint32_t at = 0; at < repeat.size(); ++at)
    if (!repeat[at] && begin_of(reading, at) >= from_letter) letters += end_of(reading, at) - begin_of(reading, at);
  return letters;
}

void collect_circumstances(const Reading& reading, const Context& context, const Passage& passage,
                           std::vector<Sign>& out) {
  const std::uint32_t begin = begin_of(reading, passage.first_sentence);
  const std::uint32_t end = end_of(reading, passage.last_sentence - 1);
  const auto add = [&](std::uint64_t what, std::uint64_t a, std::uint64_t b = 0) {
    out.push_back({hash_of(1000U + what, a, b), begin, end});
  };
  add(0, static_cast<std::uint64_t>(context.kind));
  add(1, static_cast<std::uint64_t>(context.sender));
  add(2, static_cast<std::uint64_t>(context.kind), static_cast<std::uint64_t>(context.sender));
  add(3, hash_text(context.grade));
  add(4, static_cast<std::uint64_t>(audience_of(context)));
  add(5, static_cast<std::uint64_t>(stage_of(context)));
}

}  // namespace jiaxin::policy
