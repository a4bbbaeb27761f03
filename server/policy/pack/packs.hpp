#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "policy/pack/pack.hpp"
#include "policy/pack/pack_error.hpp"

namespace jiaxin::policy {

// The packs in force, from the national base down; each was checked against those above it. A value.
class Packs {
 public:
  Packs();  // the national base, about 10 ms; throws std::runtime_error when the one of this build is broken

  // Adds a pack below the others. What is wrong with it is returned, and then nothing is added.
  PackErrors add(std::string_view toml, const std::string& file);

  const std::vector<Pack>& all() const { return all_; }
  std::string version() const;  // e.g. "national-4+hebei-3+school-2"

 private:
  std::vector<Pack> all_;
};

// The national base and these files, highest level first. Blocks while it reads them.
std::variant<Packs, PackErrors> load_packs(const std::vector<std::string>& files);

}  // namespace jiaxin::policy
