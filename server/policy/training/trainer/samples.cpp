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

TextSamples samples_of(const Analyst& analyst, const Text& text) {
  const Analysis analysis = analyst.analyse(text.text, text.context);
  const auto hits = analysis.rule_hits();
  TextSamples out;
  for (const Passage& passage : passages_of(analysis.reading, analysis.own_letter)) {
    Signs signs;
    for (std::uint32_t at = passage.first_sentence; at < passage.last_sentence; ++at)
      collect_signs(analysis.understood(), text.context, hits, at, signs);
    collect_circumstances(analysis.reading, text.context, passage,
                          signs[static_cast<std::size_t>(SignKind::circumstances)]);
    out.passages.push_back(sample_of(signs, weight_bits));
    if (text.violation) out.type_passages.push_back(sample_of(signs, type_weight_bits));
  }
  return out;
}

}  // namespace jiaxin::policy::training
