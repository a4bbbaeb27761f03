#include "cross_validation.hpp"

#include <algorithm>
#include <future>
#include <iomanip>
#include <map>
#include <ostream>

namespace jiaxin::policy::training {
namespace {

constexpr double shares[] = {0.01, 0.02, 0.03, 0.05, 0.1};

std::vector<std::size_t> folds_of(const std::vector<Text>& texts, const GroupOf& group_of, std::size_t folds) {
  std::map<std::string, std::size_t> groups;
  for (const Text& text : texts) groups.emplace(group_of(text), 0);
  std::size_t next = 0;
  for (auto& [name, fold] : groups) fold = next++ % folds;
  std::vector<std::size_t> found;
  for (const Text& text : texts) found.push_back(groups.at(group_of(text)));
  return found;
}

using Which = std::function<bool(const Text&)>;

// The greatest first.
std::vector<double> scores_of(const std::vector<Text>& texts, const std::vector<double>& scores, const Which& chosen,
                              bool violation) {
  std::vector<double> found;
  for (std::size_t at = 0; at < texts.size(); ++at)
    if (texts[at].violation == violation && chosen(texts[at])) found.push_back(scores[at]);
  std::sort(found.begin(), found.end(), std::greater<>());
  return found;
}

void print_line(std::ostream& out, const std::string& name, const std::vector<double>& lawful,
                const std::vector<double>& violations) {
  if (lawful.empty() || violations.empty()) return;
  out << std::left << std::setw(10) << name << std::right << std::setw(6) << violations.size() << std::setw(6)
      << lawful.size() << std::fixed << std::setprecision(1);
  for (const double share : shares) {
    const double threshold = lawful[static_cast<std::size_t>(share * static_cast<double>(lawful.size()))];
    const auto caught = std::count_if(violations.begin(), violations.end(), [&](double s) { return s > threshold; });
    out << std::setw(8) << 100.0 * static_cast<double>(caught) / static_cast<double>(violations.size());
  }
  out << '\n';
}

void print_head(std::ostream& out) {
  out << "violations caught (%) where so many lawful texts (%) are stopped:\n"
      << std::left << std::setw(10) << "" << std::right << std::setw(6) << "viol." << std::setw(6) << "lawf.";
  for (const double share : shares) out << std::setw(7) << share * 100 << '%';
  out << '\n';
}

}  // namespace

std::vector<double> scores_of_strangers(const std::vector<Text>& texts, const std::vector<TextSamples>& samples,
                                        const GroupOf& group_of, std::size_t folds) {
  const auto fold_of = folds_of(texts, group_of, folds);
  std::vector<double> scores(texts.size());
  const auto score_fold = [&](std::size_t fold) {
    const Fit found = fit(texts, samples, [&](std::size_t text) { return fold_of[text] != fold; });
    for (std::size_t text = 0; text < texts.size(); ++text)
      if (fold_of[text] == fold) scores[text] = found.score(samples[text]);
  };
  for (std::size_t fold = 0; fold < folds; fold += 2) {
    auto other = std::async(std::launch::async, [&] {
      if (fold + 1 < folds) score_fold(fold + 1);
    });
    score_fold(fold);
    other.get();
  }
  return scores;
}

void print_curve(std::ostream& out, const std::vector<Text>& texts, const std::vector<double>& scores,
                 const GroupOf& group_of) {
  const auto line = [&](const std::string& name, const Which& chosen) {
    print_line(out, name, scores_of(texts, scores, chosen, false), scores_of(texts, scores, chosen, true));
  };
  print_head(out);
  line("all", [](const Text&) { return true; });
  std::map<std::string, int> groups;
  for (const Text& text : texts) groups[group_of(text)];
  for (const auto& [group, unused] : groups) line(group, [&](const Text& text) { return group_of(text) == group; });
}

void print_types(std::ostream& out, const std::vector<Text>& texts, const std::vector<double>& scores) {
  const auto any = [](const Text&) { return true; };
  print_head(out);
  for (char digit = '1'; digit <= '8'; ++digit) {
    const std::string type{'V', digit};
    print_line(out, type, scores_of(texts, scores, any, false),
               scores_of(
                   texts, scores, [&](const Text& text) { return text.type == type; }, true));
  }
}

double threshold_for(const std::vector<Text>& texts, const std::vector<double>& scores,
                     std::span<const std::string_view> hands, Audience audience, double stopped) {
  const auto chosen = [&](const Text& text) {
    return audience_of(text.context) == audience && std::find(hands.begin(), hands.end(), text.hand) != hands.end();
  };
  const auto lawful = scores_of(texts, scores, chosen, false);
  return lawful.at(static_cast<std::size_t>(stopped * static_cast<double>(lawful.size())));
}

}  // namespace jiaxin::policy::training
