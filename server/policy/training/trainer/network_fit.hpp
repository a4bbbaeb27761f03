#pragma once

#include <vector>

#include "policy/model/networks.hpp"
#include "vocabulary.hpp"

// Trains patterns and attention together, on the same points: stochastic gradient descent (Adam, Kingma and Ba 2015) on the
// logistic loss and on telling types of violations apart, of each by itself, with dropout of places and of what the networks
// find. Every number is drawn from a fixed seed and computed in a fixed order, so the same texts give the same bytes.
namespace jiaxin::policy::training {

// What is lawful is so in its worst passage and in one that is drawn; of a violation a passage is taken that holds the
// words its hand named, or the one that looks worst.
NetworkTables fit_networks(const std::vector<Text>& texts, const std::vector<TextSamples>& samples,
                           const Chosen& chosen);

}  // namespace jiaxin::policy::training
