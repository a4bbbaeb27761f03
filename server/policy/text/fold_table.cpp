#include "policy/text/fold_table.hpp"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>

#include <memory>
#include <stdexcept>
#include <string_view>

namespace jiaxin::policy {
namespace {

struct Sign {
  std::u32string_view points;
  Gap gap;
};

constexpr Sign signs[] = {
    {U".．·•・‧", gap_dot},
    {U"-‐‑‒–—―－~～〜−_", gap_dash},
    {U"、", gap_enum},
    {U",，﹐", gap_comma},
    {U":：﹕∶", gap_colon},
    {U"。｡!！;；", gap_stop},
    {U"?？﹖⁇❓❔", gap_question},
    {U"\n\r\u2028\u2029\v\f", gap_newline},
    {U"“「『〝", gap_quote_open},
    {U"”」』〞", gap_quote_close},
    {U"《〈«", gap_title_open},
};

// Emoji that are used as words. Others only separate.
constexpr std::pair<char32_t, std::u32string_view> words[] = {
    {U'📝', U"📝"},    {U'📖', U"📝"}, {U'📚', U"📝"}, {U'✍', U"📝"},    {U'✏', U"📝"},       {U'📓', U"📝"},       {U'📔', U"📝"},
    {U'🖊', U"📝"}, {U'🏠', U"🏠"}, {U'🏡', U"🏠"}, {U'📷', U"拍照"}, {U'📸', U"拍照"}, {U'🧧', U"红包"}, {U'👍', U"👍"},
};

constexpr std::pair<char32_t, char32_t> look_alikes[] = {
    {U'а', U'a'}, {U'е', U'e'}, {U'о', U'o'}, {U'р', U'p'}, {U'с', U'c'}, {U'у', U'y'},   {U'х', U'x'},
    {U'к', U'k'}, {U'м', U'm'}, {U'н', U'h'}, {U'т', U't'}, {U'в', U'b'}, {U'α', U'a'},   {U'ο', U'o'},
    {U'ρ', U'p'}, {U'υ', U'u'}, {U'ν', U'v'}, {U'ɑ', U'a'}, {U'ı', U'i'}, {U'〇', U'零'},
};

Gap sign_gap(char32_t point) {
  for (const Sign& sign : signs) {
    if (sign.points.find(point) != std::u32string_view::npos) return sign.gap;
  }
  return gap_none;
}

char32_t look_alike(char32_t point) {
  for (auto [from, to] : look_alikes) {
    if (from == point) return to;
  }
  return point;
}

bool is_enclosed(char32_t c) {
  return (c >= 0x2460 && c <= 0x24FF) || (c >= 0x2776 && c <= 0x2793) || (c >= 0x3220 && c <= 0x3247) ||
         (c >= 0x3280 && c <= 0x32B0);
}

const icu::Normalizer2& normalizer(bool case_folding) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* found =
      case_folding ? icu::Normalizer2::getNFKCCasefoldInstance(status) : icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no normalisation data");
  return *found;
}

icu::UnicodeString folded_string(char32_t point) {
  static const icu::Normalizer2& fold = normalizer(true);
  static const icu::Normalizer2& split = normalizer(false);
  icu::UnicodeString text(static_cast<UChar32>(point));
  icu::UnicodeString mapping;
  if (fold.getDecomposition(static_cast<UChar32>(point), mapping)) text = mapping;
  if (text.length() == 1 && text[0] >= 0x2E80) return text;
  icu::UnicodeString out;
  for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    icu::UnicodeString parts;
    const UChar32 c = text.char32At(at);
    if (split.getDecomposition(c, parts)) {
      out += parts;
    } else {
      out += c;
    }
  }
  return out;
}

void add_folded(UChar32 c, Folded& folded) {
  const char32_t point = look_alike(static_cast<char32_t>(c));
  const int type = u_charType(c);
  const bool vanishes = type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR;
  if (const Gap gap = sign_gap(point)) {
    folded.gap |= gap;
  } else if (u_isalnum(c) || point == U'零') {
    folded.letters.push_back(point);
  } else if (u_isUWhiteSpace(c)) {
    folded.gap |= gap_space;
  } else if (!vanishes) {
    folded.gap |= gap_joint;
  }
}

Folded folded_point(char32_t point) {
  for (auto [emoji, word] : words) {
    if (emoji == point) return {std::u32string(word), gap_none};
  }
  if (const Gap gap = sign_gap(point)) return {{}, gap};
  Folded folded;
  const icu::UnicodeString text = folded_string(point);
  for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    add_folded(text.char32At(at), folded);
  }
  if (is_enclosed(point)) folded.gap |= gap_item;
  return folded;
}

}  // namespace

FoldTable::FoldTable() {
  entries_.resize(bmp_size);
  for (char32_t point = 0; point < bmp_size; ++point) entries_[point] = entry_for(point);
  add_traditional();
  add_rare();
}

std::uint32_t FoldTable::entry_for(char32_t point) {
  const bool plain_han = (point >= 0x3400 && point <= 0x4DBF) || (point >= 0x4E00 && point <= 0x9FFF);
  const bool hangul_or_private = point >= 0xAC00 && point < 0xF900;
  if (plain_han) return point;
  if (hangul_or_private) return gap_bit | gap_joint;
  return pack(folded_point(point));
}

std::uint32_t FoldTable::pack(Folded folded) {
  if (folded.letters.empty()) return folded.gap ? gap_bit | folded.gap : 0;
  if (folded.letters.size() == 1 && !folded.gap) return folded.letters[0];
  many_.push_back(std::move(folded));
  return many_bit | static_cast<std::uint32_t>(many_.size() - 1);
}

// One character per line, so that rules which look at neighbours find none.
void FoldTable::add_traditional() {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> to_simplified(
      icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
  if (U_FAILURE(status) || !to_simplified) throw std::runtime_error("ICU has no Traditional-Simplified data");
  constexpr char32_t first = 0x4E00;
  constexpr char32_t last = 0x9FFF;
  icu::UnicodeString text;
  for (char32_t point = first; point <= last; ++point) {
    text += static_cast<UChar32>(point);
    text += static_cast<UChar>('\n');
  }
  to_simplified->transliterate(text);
  if (text.length() != static_cast<int32_t>(2 * (last - first + 1))) {
    throw std::runtime_error("ICU's Traditional-Simplified is not one to one");
  }
  for (char32_t point = first; point <= last; ++point) {
    entries_[point] = text[static_cast<int32_t>(2 * (point - first))];
  }
}

// Beyond the BMP only what folds to letters or words matters; everything else separates.
void FoldTable::add_rare() {
  for (char32_t point = 0x1D400; point <= 0x1D7FF; ++point) rare_[point] = pack(folded_point(point));
  for (char32_t point = 0x1F100; point <= 0x1F1AD; ++point) rare_[point] = pack(folded_point(point));
  for (auto [emoji, word] : words) {
    if (emoji >= bmp_size) rare_[emoji] = pack({std::u32string(word), gap_none});
  }
  for (char32_t point = 0xE0000; point <= 0xE01EF; ++point) rare_[point] = 0;
}

std::uint32_t FoldTable::rare(char32_t point) const {
  const auto found = rare_.find(point);
  return found == rare_.end() ? gap_bit | gap_joint : found->second;
}

}  // namespace jiaxin::policy
