#include "fit.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <stdexcept>

#include "policy/model/model.hpp"

namespace jiaxin::policy::training {
namespace {

constexpr int rounds = 3;
constexpr std::size_t few_passages = 3;  // a violation this short is taken whole in the first round
constexpr double cost = 60;
constexpr double type_cost = 10;

struct Problem {
  std::vector<feature_node*> samples;
  std::vector<double> labels;

  // liblinear does not change what it is given.
  void add(const Sample& sample, bool positive) {
    samples.push_back(const_cast<feature_node*>(sample.data()));
    labels.push_back(positive ? 1 : -1);
  }
};

std::vector<double> solve(Problem& given, unsigned bits, double c) {
  problem stated{};
  stated.l = static_cast<int>(given.samples.size());
  stated.n = width(bits);
  stated.x = given.samples.data();
  stated.y = given.labels.data();
  stated.bias = -1;
  parameter how{};
  how.solver_type = L2R_LR;
  how.C = c;
  how.eps = 0.01;
  if (const char* complaint = check_parameter(&stated, &how)) throw std::runtime_error(complaint);
  model* fitted = train(&stated, &how);
  std::vector<double> weights(fitted->w, fitted->w + stated.n);
  if (fitted->label[0] != 1)
    for (double& weight : weights) weight = -weight;
  free_and_destroy_model(&fitted);
  return weights;
}

}  // namespace

double Fit::by_signs(const Sample& sample) const {
  double sum = 0;
  for (const feature_node* node = sample.data(); node->index > 0; ++node)
    sum += weights[static_cast<std::size_t>(node->index) - 1] * node->value;
  return sum;
}

std::size_t Fit::worst_by_signs(const TextSamples& text) const {
  std::size_t found = 0;
  for (std::size_t at = 1; at < text.signs.size(); ++at)
    if (by_signs(text.signs[at]) > by_signs(text.signs[found])) found = at;
  return found;
}

double Fit::score(const TextSamples& text, double more_by_form) const {
  NetworkScores scores(*networks, [&](std::size_t sentence) { return std::span(text.sentences[sentence]); });
  const double asked = chance_of(text.letters) + more_by_form;
  double worst = -std::numeric_limits<double>::infinity();
  for (std::size_t at = 0; at < text.passages.size(); ++at)
    worst = std::max(worst, scores.with_networks(by_signs(text.signs[at]), text.passages[at], asked));
  worst -= asked;
  for (const FormSamples& form : text.forms) worst = std::max(worst, score(form.samples, double{form.more}));
  return worst;
}

Fit fit(const std::vector<Text>& texts, const std::vector<TextSamples>& samples, const Chosen& chosen) {
  Fit found;
  for (int round = 0; round < rounds; ++round) {
    Problem problem;
    for (std::size_t text = 0; text < texts.size(); ++text) {
      if (!chosen(text) || samples[text].signs.empty()) continue;
      const auto& passages = samples[text].signs;
      if (!texts[text].violation) {
        for (const Sample& passage : passages) problem.add(passage, false);
      } else if (!samples[text].guilty.empty()) {
        for (const std::size_t at : samples[text].guilty) problem.add(passages[at], true);
      } else if (round > 0) {
        problem.add(passages[found.worst_by_signs(samples[text])], true);
      } else if (passages.size() <= few_passages) {
        for (const Sample& passage : passages) problem.add(passage, true);
      }
    }
    found.weights = solve(problem, weight_bits, cost);
  }
  found.network_tables = fit_networks(texts, samples, chosen);
  found.networks = std::make_shared<const Networks>(found.network_tables);
  return found;
}

std::vector<std::vector<double>> fit_types(const std::vector<Text>& texts, const std::vector<TextSamples>& samples,
                                           const Fit& whole) {
  std::vector<std::vector<double>> types;
  for (char type = '1'; type <= '8'; ++type) {
    Problem problem;
    for (std::size_t text = 0; text < texts.size(); ++text) {
      if (!texts[text].violation || texts[text].type[0] != 'V' || samples[text].signs.empty()) continue;
      problem.add(samples[text].type_signs[whole.worst_by_signs(samples[text])], texts[text].type[1] == type);
    }
    types.push_back(solve(problem, type_weight_bits, type_cost));
  }
  return types;
}

}  // namespace jiaxin::policy::training
