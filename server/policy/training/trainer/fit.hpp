#pragma once

#include <functional>
#include <vector>

#include "samples.hpp"

// Logistic regression (liblinear's trust-region Newton method, no random numbers) over passages. What is lawful is so in
// all its passages; a violation stands in the passages that its hand named. Where none is named, the one that looks worst
// is taken for it, and the fit repeated ("multiple instances", as in Andrews, Tsochantaridis and Hofmann 2002).
namespace jiaxin::policy::training {

struct Fit {
  std::vector<double> weights;  // width(weight_bits), the constant last
  double score(const Sample& sample) const;
  std::size_t worst(const TextSamples& text) const;  // text has a passage
  double score(const TextSamples& text) const;       // of the worst; minus infinity without passages
};

using Chosen = std::function<bool(std::size_t text)>;
Fit fit(const std::vector<Text>& texts, const std::vector<TextSamples>& samples, const Chosen& chosen);

// For each type of violation the weights that tell its worst passages from those of others.
std::vector<std::vector<double>> fit_types(const std::vector<Text>& texts, const std::vector<TextSamples>& samples,
                                           const Fit& whole);

}  // namespace jiaxin::policy::training
