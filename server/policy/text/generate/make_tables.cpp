// Writes the source of policy/text/tables.hpp from ICU's data. Runs while the library is built.
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <ostream>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "policy/text/tables.hpp"

namespace jiaxin::policy::tables {
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
    {U"》〉»", gap_joint | gap_title_close},
};

struct Folded {
  std::u32string letters;
  Gap gap = gap_none;
};

Gap sign_gap(char32_t point) {
  for (const Sign& sign : signs) {
    if (sign.points.find(point) != std::u32string_view::npos) return sign.gap;
  }
  return gap_none;
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
  const auto point = static_cast<char32_t>(c);
  const int type = u_charType(c);
  const bool vanishes = type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR;
  if (const Gap gap = sign_gap(point)) {
    folded.gap |= gap;
  } else if (u_isalnum(c)) {
    folded.letters.push_back(point);
  } else if (u_isUWhiteSpace(c)) {
    folded.gap |= gap_space;
  } else if (!vanishes) {
    folded.gap |= gap_joint;
  }
}

Folded folded_point(char32_t point) {
  if (const Gap gap = sign_gap(point)) return {{}, gap};
  Folded folded;
  const icu::UnicodeString text = folded_string(point);
  for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    add_folded(text.char32At(at), folded);
  }
  if (is_enclosed(point)) folded.gap |= gap_item;
  return folded;
}

// One character per line, so that rules which look at neighbours find none.
std::vector<std::u32string> transliterated_han(const char* rules) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> transliterator(
      icu::Transliterator::createInstance(rules, UTRANS_FORWARD, status));
  if (U_FAILURE(status) || !transliterator) throw std::runtime_error(std::string("ICU has no ") + rules);
  icu::UnicodeString text;
  for (char32_t point = first_han; point <= last_han; ++point) {
    text += static_cast<UChar32>(point);
    text += static_cast<UChar>('\n');
  }
  transliterator->transliterate(text);
  std::vector<std::u32string> lines(1);
  for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const auto c = static_cast<char32_t>(text.char32At(at));
    if (c == U'\n') {
      lines.emplace_back();
    } else {
      lines.back().push_back(c);
    }
  }
  lines.pop_back();
  if (lines.size() != last_han - first_han + 1) throw std::runtime_error(std::string("lines are missing: ") + rules);
  return lines;
}

class Folds {
 public:
  Folds() {
    for (char32_t point = 0; point < bmp_size; ++point) entries.push_back(entry_for(point));
    add_traditional();
    add_rare();
  }

  std::vector<Entry> entries;
  std::vector<Many> many;
  std::u32string letters;
  std::map<char32_t, Entry> rare;

 private:
  Entry entry_for(char32_t point) {
    const bool plain_han = (point >= 0x3400 && point <= 0x4DBF) || (point >= first_han && point <= last_han);
    const bool hangul_or_private = point >= 0xAC00 && point < 0xF900;
    if (plain_han) return point;
    if (hangul_or_private) return gap_bit | gap_joint;
    return pack(folded_point(point));
  }

  Entry pack(const Folded& folded) {
    if (folded.letters.empty()) return folded.gap ? gap_bit | folded.gap : 0;
    if (folded.letters.size() == 1 && !folded.gap) return folded.letters[0];
    many.push_back(
        {static_cast<std::uint16_t>(letters.size()), static_cast<std::uint16_t>(folded.letters.size()), folded.gap});
    letters += folded.letters;
    if (letters.size() > UINT16_MAX) throw std::runtime_error("too many letters for Many::first");
    return many_bit | static_cast<Entry>(many.size() - 1);
  }

  void add_traditional() {
    const auto simplified = transliterated_han("Traditional-Simplified");
    for (std::size_t i = 0; i < simplified.size(); ++i) {
      if (simplified[i].size() != 1) throw std::runtime_error("Traditional-Simplified is not one to one");
      entries[first_han + i] = simplified[i][0];
    }
  }

  // Beyond the BMP only what folds to letters matters; everything else separates.
  void add_rare() {
    for (char32_t point = 0x1D400; point <= 0x1D7FF; ++point) rare[point] = pack(folded_point(point));
    for (char32_t point = 0x1F100; point <= 0x1F1AD; ++point) rare[point] = pack(folded_point(point));
    for (char32_t point = 0xE0000; point <= 0xE01EF; ++point) rare[point] = 0;
  }
};

struct Pinyin {
  std::vector<std::uint16_t> of;
  std::vector<std::string> spellings;
};

std::string latin(const std::u32string& text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char32_t c) { return c >= U'a' && c <= U'z'; });
  return plain ? std::string(text.begin(), text.end()) : std::string();
}

Pinyin pinyin() {
  const auto lines = transliterated_han("Han-Latin; Latin-ASCII; Lower");
  std::set<std::string> found{""};
  for (const auto& line : lines) found.insert(latin(line));
  Pinyin out{{}, {found.begin(), found.end()}};
  for (const auto& line : lines) {
    const auto at = std::lower_bound(out.spellings.begin(), out.spellings.end(), latin(line));
    out.of.push_back(static_cast<std::uint16_t>(at - out.spellings.begin()));
  }
  return out;
}

template <class List, class Write>
void write_list(std::ostream& out, const char* type, const char* name, const List& list, Write write) {
  out << "constexpr " << type << " " << name << "_data[] = {";
  std::size_t column = 0;
  for (const auto& one : list) {
    out << (column++ % 16 == 0 ? "\n" : "");
    write(one);
    out << ",";
  }
  out << "};\n}\nstd::span<const " << type << "> " << name << "() { return " << name << "_data; }\nnamespace {\n";
}

void write_tables(std::ostream& out, const Folds& folds, const Pinyin& sounds) {
  const auto number = [&out](std::uint32_t value) { out << value; };
  out << "#include \"policy/text/tables.hpp\"\nnamespace jiaxin::policy::tables {\nnamespace {\n";
  write_list(out, "Entry", "bmp", folds.entries, number);
  write_list(out, "Many", "many", folds.many,
             [&](const Many& one) { out << "{" << one.first << "," << one.size << "," << one.gap << "}"; });
  write_list(out, "char32_t", "many_letters", folds.letters, [&](char32_t c) { number(c); });
  write_list(out, "Rare", "rare", folds.rare,
             [&](const auto& one) { out << "{" << static_cast<std::uint32_t>(one.first) << "," << one.second << "}"; });
  write_list(out, "std::uint16_t", "han_syllables", sounds.of, number);
  write_list(out, "std::string_view", "spellings", sounds.spellings,
             [&](const std::string& spelling) { out << '"' << spelling << '"'; });
  out << "}\n}\n";
}

}  // namespace
}  // namespace jiaxin::policy::tables

int main(int argc, char** argv) {
  using namespace jiaxin::policy::tables;
  try {
    if (argc != 2) throw std::runtime_error("usage: make_tables OUTPUT");
    std::ofstream out(argv[1]);
    write_tables(out, Folds(), pinyin());
    out.close();
    if (!out) throw std::runtime_error("cannot write the output");
  } catch (const std::exception& error) {
    std::fprintf(stderr, "make_tables: %s\n", error.what());
    return 1;
  }
  return 0;
}
