#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// What the filter says about a text, and why. Plain values; the caller owns them.
namespace jiaxin::policy {

// allow: it may go out. hold: a person decides. block: it may not go out as it stands.
enum class Outcome { allow, hold, block };

// V1 assign, V2 do or hand in by phone, V3 task for parents, V4 scores and ranks,
// V5 pressure and naming, V6 disguise, V7 burden, V8 commerce.
enum class Violation { v1, v2, v3, v4, v5, v6, v7, v8 };

struct Finding {
  std::string rule;  // "pack/id", e.g. "national/assign-task"
  Violation type = Violation::v1;
  std::string quote;      // == text[start:end]
  std::size_t start = 0;  // Unicode code points in the text as given, half-open
  std::size_t end = 0;
  std::string reason;  // Chinese, for a teacher
  std::string reason_en;
  std::string way_on;  // the lawful way on, Chinese
  std::string way_on_en;
  std::string source;  // where the rule stands

  friend bool operator==(const Finding&, const Finding&) = default;
};

// findings is empty for allow and has at least one entry otherwise.
struct Verdict {
  Outcome outcome = Outcome::hold;
  std::vector<Finding> findings;
  std::string pack_version;

  friend bool operator==(const Verdict&, const Verdict&) = default;
};

std::string_view name(Outcome outcome);      // "allow", "hold", "block"
std::string_view name(Violation violation);  // "V1" to "V8"

}  // namespace jiaxin::policy
