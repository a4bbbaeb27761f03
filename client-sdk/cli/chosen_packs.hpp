#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "policy/pack/packs.hpp"

namespace jiaxin::cli {

// The national base and these pack files, highest level first. nullopt: what is wrong with them was told on `err`, a line for
// each fault.
std::optional<policy::Packs> chosen_packs(const std::vector<std::string>& files, std::ostream& err);

}  // namespace jiaxin::cli
