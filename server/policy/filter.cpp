#include "policy/filter.hpp"

#include <algorithm>
#include <deque>
#include <exception>
#include <span>
#include <utility>
#include <vector>

#include "policy/reading/cue_trie.hpp"
#include "policy/text/fold_table.hpp"
#include "policy/text/normalise.hpp"
#include "policy/reading/reading.hpp"
#include "policy/text/utf8.hpp"
#include "policy/weigh.hpp"

namespace jiaxin::policy {
namespace {

// The packs from the national base down to one level.
struct Layer {
  explicit Layer(std::span<const Pack> packs) : scales(packs) {
    std::vector<Disguise> disguises;
    for (const Pack& pack : packs) {
      disguises.insert(disguises.end(), pack.disguises.begin(), pack.disguises.end());
      for (const Word& word : pack.words) cues.add(word.letters, word.meaning);
    }
    folds = FoldTable(disguises);
  }

  FoldTable folds;
  CueTrie cues;
  Scales scales;
};

Finding explain(const Rule& rule) {
  Finding finding;
  finding.rule = rule.id;
  finding.type = rule.type;
  finding.reason = rule.reason;
  finding.reason_en = rule.reason_en;
  finding.way_on = rule.way_on;
  finding.way_on_en = rule.way_on_en;
  return finding;
}

Finding finding_for(const Hit& hit, const Normalised& text, std::u32string_view points) {
  Finding finding = explain(*hit.rule);
  finding.start = text.origin[hit.begin];
  finding.end = text.origin[hit.end - 1] + 1;
  finding.quote = encode_utf8(points.substr(finding.start, finding.end - finding.start));
  return finding;
}

bool is_known(std::span<const Finding> told, const Finding& finding) {
  return std::any_of(told.begin(), told.end(), [&](const Finding& known) {
    return known.rule == finding.rule && known.start < finding.end && finding.start < known.end;
  });
}

void lay_on(const Layer& layer, std::u32string_view points, const Context& context, Verdict& verdict) {
  const Normalised letters = normalise(points, layer.folds);
  if (letters.size() == 0) return;
  const Reading reading = read(letters, layer.cues);
  const std::size_t told_above = verdict.findings.size();
  for (const Hit& hit : layer.scales.weigh(letters, reading, context)) {
    verdict.outcome = std::max(verdict.outcome, hit.outcome);
    Finding finding = finding_for(hit, letters, points);
    if (!is_known(std::span(verdict.findings).first(told_above), finding))
      verdict.findings.push_back(std::move(finding));
  }
}

}  // namespace

struct Filter::Parts {
  Parts(Packs given, Completeness are) : packs(std::move(given)), version(packs.version()), packs_are(are) {
    const std::span<const Pack> all(packs.all());
    for (std::size_t count = 1; count <= all.size(); ++count) layers.emplace_back(all.first(count));
  }

  const Packs packs;
  const std::string version;
  const Completeness packs_are;
  std::deque<Layer> layers;
};

Filter::Filter() : Filter(Packs()) {}
Filter::Filter(Packs packs, Completeness packs_are)
    : parts_(std::make_unique<const Parts>(std::move(packs), packs_are)) {}
Filter::~Filter() = default;

std::string_view Filter::pack_version() const { return parts_->version; }

Verdict Filter::judge(std::string_view text, const Context& context) const {
  const std::u32string points = decode_utf8(text);
  Verdict verdict{Outcome::allow, {}, parts_->version};
  for (const Layer& layer : parts_->layers) lay_on(layer, points, context, verdict);
  std::stable_sort(verdict.findings.begin(), verdict.findings.end(),
                   [](const Finding& a, const Finding& b) { return a.start < b.start; });
  return verdict;
}

Judgement Filter::review(ItemText item, const Context& context) const {
  const auto failed = [this] { return explain(parts_->layers.front().scales.rule("national/filter-failed")); };
  Verdict verdict;
  try {
    verdict = judge(joined(item), context);
  } catch (const std::exception&) {
    verdict = {Outcome::hold, {failed()}, parts_->version};
  }
  if (parts_->packs_are == Completeness::incomplete && verdict.outcome == Outcome::allow) {
    verdict.outcome = Outcome::hold;
    verdict.findings.push_back(failed());
  }
  switch (verdict.outcome) {
    case Outcome::allow: return Cleared(std::move(item), context, std::move(verdict));
    case Outcome::hold: return Held(std::move(item), context, std::move(verdict));
    case Outcome::block: break;
  }
  return Blocked{std::move(verdict)};
}

}  // namespace jiaxin::policy
