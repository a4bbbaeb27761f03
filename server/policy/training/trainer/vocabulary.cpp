#include "vocabulary.hpp"

#include <algorithm>

#include "policy/model/hashing.hpp"
#include "policy/model/latin_word.hpp"
#include "policy/model/word_classes.hpp"
#include "policy/text/pinyin.hpp"

namespace jiaxin::policy::training {
namespace {

// Seen less often they are unknown: as many rows as the model has room for.
constexpr std::uint32_t seldom_letter = 8, seldom_word = 16;

void count(std::span<const Place> sentence, std::map<std::uint32_t, std::uint32_t>& seen) {
  for (std::size_t at = 0; at < sentence.size(); ++at) {
    ++seen[sentence[at].sign];
    if (const SpelledWord word = word_at(sentence, at); word.letters > 0) ++seen[word.sign];
  }
}

std::span<const std::uint32_t> names() { return known_word_classes().names(); }

}  // namespace

Vocabulary::Vocabulary(const std::vector<TextSamples>& samples, const Chosen& chosen) {
  std::map<std::uint32_t, std::uint32_t> seen;
  for (std::size_t text = 0; text < samples.size(); ++text)
    if (chosen(text))
      for (const auto& sentence : samples[text].sentences) count(sentence, seen);
  for (const auto& [sign, times] : seen) {
    const bool is_word = sign >= first_word_sign;
    if (times < (is_word ? seldom_word : seldom_letter) || (!is_word && sign >= 0x10000)) continue;
    letters_.push_back(sign);
    rows_[sign] = static_cast<std::uint32_t>(letters_.size());
  }
}

std::array<std::size_t, place_kinds> Vocabulary::rows() const {
  return {1 + letters_.size(), syllables(), 2 + 2 * names().size(), place_meanings};
}

RowNumbers Vocabulary::rows_of(const Place& place) const {
  const auto letter = rows_.find(place.sign);
  return {letter == rows_.end() ? 0 : letter->second, place.sound, place.word_class, place.meaning};
}

std::span<const std::uint32_t> Vocabulary::words() const {
  return {std::lower_bound(letters_.begin(), letters_.end(), first_word_sign), letters_.end()};
}

void Vocabulary::name_rows(PointTables& tables) const {
  tables.letters = letters_;
  for (std::uint16_t one = 1; one < syllables(); ++one) tables.sounds.push_back(hash_text(spelling(one)));
  tables.classes.assign(names().begin(), names().end());
}

}  // namespace jiaxin::policy::training
