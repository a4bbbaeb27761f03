#include "samples.hpp"

#include <algorithm>

#include "policy/model/linear_model.hpp"
#include "policy/text/forms.hpp"

namespace jiaxin::policy::training {
namespace {

// Between what the filter asks of clauses that something excuses and of others.
constexpr float clauses_need = 12;
static_assert(clauses_otherwise < clauses_need && clauses_need < clauses_where_excused);

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

TextSamples as_written(const Analyst& analyst, const Text& text) {
  StepBudget steps;
  const Analysis analysis = analyst.analyse(text.text, text.context, steps);
  const Understood understood = analysis.understood();
  const auto hits = analysis.rule_hits();
  const auto span = span_letters(analysis, text);
  const auto again = repeats(understood, analysis.own_letter);
  TextSamples out;
  out.letters = letters_said(analysis.reading, again, analysis.own_letter);
  const Places places = places_of(understood);
  for (std::uint32_t at = 0; at < analysis.reading.sentences.size(); ++at) {
    const auto row = places_in(places, understood, at);
    out.sentences.emplace_back(row.begin(), row.end());
  }
  for (const Passage& passage : passages_of(analysis.reading, analysis.own_letter))
    if (concerns_families(analysis, passage, text.context)) out.passages.push_back(passage);
  for (std::size_t at = 0; at < out.passages.size(); ++at) {
    const Passage& passage = out.passages[at];
    const auto letters = passage_letters(analysis, passage);
    if (letters.begin < span.end && span.begin < letters.end) out.guilty.push_back(at);
    Signs signs;
    for (std::uint32_t sentence = passage.first_sentence; sentence < passage.last_sentence; ++sentence)
      if (!again[sentence]) collect_signs(understood, text.context, hits, sentence, signs);
    collect_circumstances(analysis.reading, text.context, passage,
                          signs[static_cast<std::size_t>(SignKind::circumstances)]);
    out.signs.push_back(sample_of(signs, weight_bits));
    if (text.violation) out.type_signs.push_back(sample_of(signs, type_weight_bits));
  }
  return out;
}

}  // namespace

TextSamples samples_of(const Analyst& analyst, const Text& text) {
  TextSamples out = as_written(analyst, text);
  Text other = text;
  other.span.clear();
  other.context.earlier.clear();
  other.context.reply_to.clear();
  std::vector<Form> forms = windows_of(text.text);
  if (auto clauses = clauses_of(text.text, clauses_need)) forms.push_back(std::move(*clauses));
  if (auto bare = bare_form(text.text)) forms.push_back(std::move(*bare));
  for (Form& form : forms) {
    other.text = std::move(form.text);
    out.forms.push_back({as_written(analyst, other), form.more});
  }
  return out;
}

}  // namespace jiaxin::policy::training
