#include "policy/model/places.hpp"

#include <algorithm>

#include "policy/model/latin_word.hpp"
#include "policy/model/word_classes.hpp"
#include "policy/text/pinyin.hpp"

namespace jiaxin::policy {
namespace {

// What is known of each letter by itself and by the word it belongs to.
class Letters {
 public:
  explicit Letters(const Understood& understood)
      : text_(understood.text), reading_(understood.reading), known_(understood.text.size()) {
    for (std::uint32_t at = 0; at < known_.size(); ++at) known_[at].sign = sign_of_letter(text_.letters[at]);
    for (std::size_t sentence = 0; sentence < reading_.sentences.size(); ++sentence) {
      sounds(reading_.sentences[sentence]);
      classes(reading_.sentences[sentence]);
      meanings(reading_.sentences[sentence], understood.stances[sentence]);
    }
  }
  const Place& operator[](std::uint32_t letter) const { return known_[letter]; }

 private:
  void sounds(const Sentence& sentence) {
    const std::uint32_t end = reading_.clauses[sentence.last_clause - 1].end;
    const auto letters = std::u32string_view(text_.letters).substr(0, end);
    for (std::uint32_t at = reading_.clauses[sentence.first_clause].begin; at < end;) {
      SyllableMatch sound{syllable(letters[at]), 1};
      if (sound.syllable == 0) sound = longest_syllable(letters, at);
      const auto length = std::max<std::uint32_t>(1, static_cast<std::uint32_t>(sound.length));
      for (std::uint32_t next = at; next < at + length; ++next) known_[next].sound = sound.syllable;
      at += length;
    }
  }

  void classes(const Sentence& sentence) {
    const std::uint32_t end = reading_.clauses[sentence.last_clause - 1].end;
    for (std::uint32_t at = reading_.clauses[sentence.first_clause].begin; at < end;) {
      const ClassMatch match = known_word_classes().longest(text_, at, end);
      for (std::uint32_t next = at; next < at + match.length; ++next)
        known_[next].word_class = static_cast<std::uint16_t>(2 * match.number + (next > at));
      at += std::max<std::uint32_t>(1, match.length);
    }
  }

  void meanings(const Sentence& sentence, const Stance& stance) {
    const std::uint32_t last = reading_.clauses[sentence.last_clause - 1].last_token;
    auto meant = stance.meant.begin();
    for (std::uint32_t at = reading_.clauses[sentence.first_clause].first_token; at < last; ++at) {
      while (meant != stance.meant.end() && *meant < at) ++meant;
      const bool is_meant = meant != stance.meant.end() && *meant == at;
      const Token& token = reading_.tokens[at];
      for (std::uint32_t letter = token.begin; letter < token.end; ++letter)
        known_[letter].meaning =
            static_cast<std::uint16_t>(1 + 2 * static_cast<unsigned>(first_of(token.meaning)) + is_meant);
    }
  }

  const Normalised& text_;
  const Reading& reading_;
  std::vector<Place> known_;
};

}  // namespace

char32_t sign_of_letter(char32_t letter) { return letter >= U'0' && letter <= U'9' ? U'0' : letter; }

char32_t sign_of_gap(Gap gap) {
  if (gap & gap_question) return U'?';
  if (gap & gap_newline) return U'\n';
  if (gap & gap_title_open) return U'《';
  if (gap & gap_quote_open) return U'“';
  if (gap & gap_quote_close) return U'”';
  if (gap & (gap_stop | gap_item)) return U'。';
  if (gap & gap_colon) return U':';
  if (gap & (gap_comma | gap_enum)) return U',';
  if (gap & gap_dot) return U'.';
  if (gap & gap_dash) return U'-';
  if (gap & gap_joint) return U'~';
  return U' ';
}

Places places_of(const Understood& understood) {
  const Letters letters(understood);
  const Normalised& text = understood.text;
  Places places;
  places.all.reserve(text.size() * 5 / 4);
  places.of_letter.reserve(text.size() + 1);
  for (std::uint32_t at = 0; at < text.size(); ++at) {
    if (text.gap[at] && at > 0) places.all.push_back({sign_of_gap(text.gap[at])});
    places.of_letter.push_back(static_cast<std::uint32_t>(places.all.size()));
    places.all.push_back(letters[at]);
  }
  if (text.size() > 0 && text.gap[text.size()]) places.all.push_back({sign_of_gap(text.gap[text.size()])});
  places.of_letter.push_back(static_cast<std::uint32_t>(places.all.size()));
  return places;
}

std::span<const Place> places_in(const Places& places, const Understood& understood, std::uint32_t sentence) {
  const auto [begin, end] = letters_of(understood.reading, sentence);
  const bool asks = understood.text.gap[end] & gap_question;
  const std::uint32_t first = places.of_letter[begin];
  return std::span(places.all).subspan(first, places.of_letter[end - 1] + 1 + asks - first);
}

SpelledWord word_at(std::span<const Place> sentence, std::size_t at) {
  if (at > 0 && is_latin(sentence[at - 1].sign)) return {};
  std::size_t end = at;
  WordSign word;
  for (; end < sentence.size() && is_latin(sentence[end].sign); ++end) word.add(sentence[end].sign);
  return end - at < shortest_word ? SpelledWord{} : SpelledWord{word.sign(), end - at};
}

std::vector<Place> join_words(std::span<const Place> sentence, std::span<const std::uint32_t> known) {
  std::vector<Place> joined;
  joined.reserve(sentence.size());
  for (std::size_t at = 0; at < sentence.size();) {
    Place place = sentence[at];
    const SpelledWord word = word_at(sentence, at);
    const bool is_known = word.letters > 0 && std::binary_search(known.begin(), known.end(), word.sign);
    if (is_known) {
      place.sign = word.sign;
      place.sound = 0;
    }
    joined.push_back(place);
    at += is_known ? word.letters : 1;
  }
  return joined;
}

}  // namespace jiaxin::policy
