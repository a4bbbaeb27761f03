// What two filters said of the same messages: counts, the rules that made the difference, a few examples. A value; its
// size does not depend on how many messages there were.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "json_text.hpp"
#include "policy/terms/verdict.hpp"

namespace jiaxin::cli {

struct ReplayTitle {
  std::string since;
  std::string now;  // the versions of the packs
  std::string then;
};

struct ReplayedMessage {
  std::string id;  // 1/42
  std::int64_t sent_at_ms = 0;
  std::string zone;  // of the school
};

class ReplayReport {
 public:
  void add(const ReplayedMessage& message, const policy::Verdict& now, const policy::Verdict& then);
  void add_urgent() { ++urgent_; }
  void add_text_gone() { ++text_gone_; }

  void print(std::ostream& out, const ReplayTitle& title) const;
  json::object to_json(const ReplayTitle& title) const;

 private:
  static constexpr std::size_t outcomes = 3;
  static constexpr std::size_t most_examples = 5;

  struct Example {
    ReplayedMessage message;
    std::string quote;
    std::string rule;
  };
  struct Cell {
    std::size_t messages = 0;
    std::vector<Example> examples;  // where the verdict changed
  };
  const Cell& cell(policy::Outcome now, policy::Outcome then) const;
  std::size_t judged() const;
  void print_changes(std::ostream& out) const;
  json::array changes_json() const;

  std::array<std::array<Cell, outcomes>, outcomes> cells_;  // [now][then]
  std::map<std::string, std::size_t> rules_;                // messages whose verdict it changed
  std::size_t urgent_ = 0;
  std::size_t text_gone_ = 0;
};

}  // namespace jiaxin::cli
