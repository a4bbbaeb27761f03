#pragma once

#include <cstdint>
#include <vector>

#include "policy/reading/reading.hpp"
#include "policy/rules.hpp"
#include "policy/reading/stance.hpp"

// Lays the patterns and excuses over every sentence. Pure; linear in the text for a fixed rule pack.
namespace jiaxin::policy {

struct Hit {
  const Rule* rule = nullptr;
  Outcome outcome = Outcome::hold;
  std::uint32_t begin = 0;  // letters, half-open
  std::uint32_t end = 0;
};

class Scales {
 public:
  Scales();  // throws std::runtime_error when a pattern names a rule that does not exist

  std::vector<Hit> weigh(const Normalised& text, const Reading& reading, const Context& context) const;
  const Rule& rule(std::string_view id) const;

 private:
  friend class Weighing;
  struct Bound {
    const Pattern* pattern;
    const Rule* rule;
    bool learning;
  };
  std::vector<Bound> patterns_;
};

}  // namespace jiaxin::policy
