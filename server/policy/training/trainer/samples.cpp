#include "samples.hpp"

#include <algorithm>

#include "policy/model/linear_model.hpp"

namespace jiaxin::policy::training {
namespace {

Sample sample_of(const Signs& signs, unsigned bits) {
  const std::uint32_t mask = (1U << bits) - 1;
  std::vector<std::pair<int, double>> shares;
  for (const auto& kind : signs)
    for (const Sign& sign : kind) shares.emplace_back(static_cast<int>(sign.hash & mask) + 1, share_of(1, kind.size()));
  std::sort(shares.begin(), shares.end());
  Sample sample;
  for (const auto& [index, share] : shares) {
    if (sample.empty() || sample.back().index != index) sample.push_back({index, 0});
    sample.back().value += share;
  }
  sample.push_back({width(bits), 1});
  sample.push_back({-1, 0});
  return sample;
}

}  // namespace

namespace {

std::size_t count_points(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

// The letters that the span became. Empty where there is none.
Analysis::Letters span_letters(const Analysis& analysis, const Text& text) {
  const std::size_t at = text.text.find(text.span);
  if (text.span.empty() || at == std::string::npos) return {};
  const std::size_t first = analysis.own_point + count_points(std::string_view(text.text).substr(0, at));
  const auto& origin = analysis.letters.origin;
  const auto letter_of = [&](std::size_t point) {
    return static_cast<std::uint32_t>(std::lower_bound(origin.begin(), origin.end(), point) - origin.begin());
  };
  return {letter_of(first), letter_of(first + count_points(text.span))};
}

}  // namespace

TextSamples samples_of(const Analyst& analyst, const Text& text) {
  StepBudget steps;
  const Analysis analysis = analyst.analyse(text.text, text.context, steps);
  const auto hits = analysis.rule_hits();
  const auto span = span_letters(analysis, text);
  const auto again = repeats(analysis.understood(), analysis.own_letter);
  TextSamples out;
  out.places = places_of(analysis.understood());
  for (const Passage& passage : passages_of(analysis.reading, analysis.own_letter)) {
    const auto letters = passage_letters(analysis, passage);
    if (letters.begin < span.end && span.begin < letters.end) out.guilty.push_back(out.passages.size());
    out.ranges.push_back({out.places.of_letter[letters.begin], out.places.of_letter[letters.end]});
    Signs signs;
    for (std::uint32_t at = passage.first_sentence; at < passage.last_sentence; ++at)
      if (!again[at]) collect_signs(analysis.understood(), text.context, hits, at, signs);
    collect_circumstances(analysis.reading, text.context, passage,
                          signs[static_cast<std::size_t>(SignKind::circumstances)]);
    out.passages.push_back(sample_of(signs, weight_bits));
    if (text.violation) out.type_passages.push_back(sample_of(signs, type_weight_bits));
  }
  return out;
}

}  // namespace jiaxin::policy::training
