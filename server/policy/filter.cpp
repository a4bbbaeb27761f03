#include "policy/filter.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include "policy/cue_trie.hpp"
#include "policy/fold_table.hpp"
#include "policy/lexicon.hpp"
#include "policy/normalise.hpp"
#include "policy/reading.hpp"
#include "policy/unjudged.hpp"
#include "policy/utf8.hpp"
#include "policy/weigh.hpp"

namespace jiaxin::policy {
namespace {

CueTrie all_words() {
  CueTrie cues;
  for (const auto words :
       {learning_words(), phone_words(), family_words(), speech_words(), neutral_words(), english_words()}) {
    cues.add(words);
  }
  return cues;
}

Finding explain(const Rule& rule) {
  Finding finding;
  finding.rule = rule.id;
  finding.type = rule.type;
  finding.reason = rule.reason;
  finding.reason_en = rule.reason_en;
  finding.way_on = rule.way_on;
  finding.way_on_en = rule.way_on_en;
  finding.source = rule.source;
  return finding;
}

Finding finding_for(const Hit& hit, const Normalised& text, std::u32string_view points) {
  Finding finding = explain(*hit.rule);
  finding.start = text.origin[hit.begin];
  finding.end = text.origin[hit.end - 1] + 1;
  finding.quote = encode_utf8(points.substr(finding.start, finding.end - finding.start));
  return finding;
}

}  // namespace

struct Filter::Parts {
  FoldTable folds;
  CueTrie cues = all_words();
  Scales scales;
};

Filter::Filter() : parts_(std::make_unique<const Parts>()) {}
Filter::~Filter() = default;

std::string_view Filter::pack_version() const { return national_version; }

Verdict Filter::judge(std::string_view text, const Context& context) const {
  const std::u32string points = decode_utf8(text);
  const Normalised letters = normalise(points, parts_->folds);
  Verdict verdict{Outcome::allow, {}, std::string(national_version)};
  if (letters.size() == 0) return verdict;
  const Reading reading = read(letters, parts_->cues);
  for (const Hit& hit : parts_->scales.weigh(letters, reading, context)) {
    verdict.outcome = std::max(verdict.outcome, hit.outcome);
    verdict.findings.push_back(finding_for(hit, letters, points));
  }
  std::stable_sort(verdict.findings.begin(), verdict.findings.end(),
                   [](const Finding& a, const Finding& b) { return a.start < b.start; });
  return verdict;
}

Judgement Filter::review(ItemText item, const Context& context) const {
  Verdict verdict;
  try {
    verdict = judge(joined(item), context);
  } catch (const std::exception&) {
    return hold_unjudged(std::move(item), context);
  }
  switch (verdict.outcome) {
    case Outcome::allow: return Cleared(std::move(item), context, std::move(verdict));
    case Outcome::hold: return Held(std::move(item), context, std::move(verdict));
    case Outcome::block: break;
  }
  return Blocked{std::move(verdict)};
}

}  // namespace jiaxin::policy
