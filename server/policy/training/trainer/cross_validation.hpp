#pragma once

#include <functional>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
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

// The same by type of violation, over all lawful texts.
void print_types(std::ostream& out, const std::vector<Text>& texts, const std::vector<double>& scores);

// The score that so large a share of the lawful texts of these hands to that audience reaches.
double threshold_for(const std::vector<Text>& texts, const std::vector<double>& scores,
                     std::span<const std::string_view> hands, Audience audience, double stopped);

}  // namespace jiaxin::policy::training
