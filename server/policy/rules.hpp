#pragma once

#include <array>
#include <span>
#include <string_view>

#include "policy/reading/concept.hpp"
#include "policy/terms/verdict.hpp"

// The rule pack as data: what is said to the sender, which combinations of meanings break a rule, and what excuses
// them. A pattern matches a sentence whose live concepts meet every set of `all` and none of `none`. Constant.
namespace jiaxin::policy {

inline constexpr std::string_view national_version = "national-1";

struct Rule {
  std::string_view id;
  Violation type;
  std::string_view reason;
  std::string_view reason_en;
  std::string_view way_on;
  std::string_view way_on_en;
  std::string_view source;
};

struct Pattern {
  std::string_view rule;
  Outcome in_group;
  Outcome direct;
  std::array<ConceptSet, 4> all{};  // empty sets are not asked for
  ConceptSet none{};
};

enum class Mercy { drop, hold };

struct Excuse {
  std::string_view why;
  std::string_view types;  // "V1 V2"
  std::array<ConceptSet, 3> all{};
  ConceptSet unless{};
  Mercy mercy = Mercy::drop;
};

std::span<const Rule> national_rules();
std::span<const Pattern> learning_patterns();  // V1, V2, V3 and V6
std::span<const Pattern> social_patterns();    // V4, V5, V7 and V8
std::span<const Excuse> excuses();

}  // namespace jiaxin::policy
