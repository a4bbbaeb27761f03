#pragma once

#include <memory>
#include <vector>

#include "network_fit.hpp"

// All parts of the model. Of the linear one: logistic regression (liblinear's trust-region Newton method, no random numbers)
// over passages. What is lawful is so in all its passages; a violation stands in the passages that its hand named. Where none
// is named, the one that looks worst is taken for it, and the fit repeated ("multiple instances", as in Andrews,
// Tsochantaridis and Hofmann 2002).
namespace jiaxin::policy::training {

struct Fit {
  std::vector<double> weights;  // width(weight_bits), the constant last
  NetworkTables network_tables;
  std::shared_ptr<const Networks> networks;

  double by_signs(const Sample& sample) const;
  std::size_t worst_by_signs(const TextSamples& text) const;  // text has a passage
  // Of the worst passage, as policy/filter sees it but for the rounding of weights, what a rule adds, what was said before,
  // the networks where signs alone are sure, and clauses, which need more or less there; minus infinity without passages.
  double score(const TextSamples& text, double more_by_form = 0) const;
};

Fit fit(const std::vector<Text>& texts, const std::vector<TextSamples>& samples, const Chosen& chosen);

// For each type of violation the weights that tell its worst passages from those of others.
std::vector<std::vector<double>> fit_types(const std::vector<Text>& texts, const std::vector<TextSamples>& samples,
                                           const Fit& whole);

}  // namespace jiaxin::policy::training
