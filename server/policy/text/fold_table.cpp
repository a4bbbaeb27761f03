#include "policy/text/fold_table.hpp"

#include <utility>

namespace jiaxin::policy {

using tables::Entry;

FoldTable::FoldTable(std::span<const Disguise> disguises) : entries_(tables::bmp().begin(), tables::bmp().end()) {
  const auto letters = tables::many_letters();
  many_.reserve(tables::many().size() + disguises.size());
  for (const tables::Many& one : tables::many()) {
    const auto own = letters.subspan(one.first, one.size);
    many_.push_back({{own.begin(), own.end()}, one.gap});
  }
  for (const tables::Rare& one : tables::rare()) rare_.emplace(one.point, one.entry);
  if (disguises.empty()) return;
  Replacements replacements;
  for (const Disguise& one : disguises) replacements[one.from] = one.to;
  for (Entry& entry : entries_) replace(entry, replacements);
  for (auto& [point, entry] : rare_) replace(entry, replacements);
  for (const auto& [point, to] : replacements) (point < entries_.size() ? entries_[point] : rare_[point]) = pack(to);
}

// What folds to a disguise is one: the Cyrillic А folds to а, and so to a.
void FoldTable::replace(Entry& entry, const Replacements& replacements) {
  if (entry == 0 || (entry & tables::gap_bit)) return;
  if ((entry & tables::many_bit) == 0) {
    const auto found = replacements.find(static_cast<char32_t>(entry));
    if (found != replacements.end()) entry = pack(found->second);
    return;
  }
  std::u32string& letters = many_[entry & ~tables::many_bit].letters;
  std::u32string replaced;
  for (const char32_t letter : letters) {
    const auto found = replacements.find(letter);
    replaced += found == replacements.end() ? std::u32string(1, letter) : found->second;
  }
  letters = std::move(replaced);
}

Entry FoldTable::pack(const std::u32string& letters) {
  if (letters.size() == 1) return letters[0];
  many_.push_back({letters, gap_none});
  return tables::many_bit | static_cast<Entry>(many_.size() - 1);
}

Entry FoldTable::rare(char32_t point) const {
  const auto found = rare_.find(point);
  return found == rare_.end() ? tables::gap_bit | gap_joint : found->second;
}

}  // namespace jiaxin::policy
