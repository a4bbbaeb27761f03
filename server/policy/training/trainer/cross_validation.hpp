#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "fit.hpp"

// How the model does on texts of strangers: every group is scored by a fit that never saw it.
namespace jiaxin::policy::training {

using GroupOf = std::function<std::string(const Text&)>;
// At most `folds` fits: groups are dealt out in their alphabetical order.
std::vector<double> scores_of_strangers(const std::vector<Text>& texts, const std::vector<TextSamples>& samples,
                                        const GroupOf& group_of, std::size_t folds);

// Violations caught at several shares of lawful texts stopped, over all and by group.
void print_curve(std::ostream& out, const std::vector<Text>& texts, const std::vector<double>& scores,
                 const GroupOf& group_of);

// The score that so large a share of the chosen lawful texts reaches.
double threshold_for(const std::vector<Text>& texts, const std::vector<double>& scores, double stopped);

}  // namespace jiaxin::policy::training
