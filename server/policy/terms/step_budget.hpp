#pragma once

#include <cstdint>
#include <stdexcept>

// How much work one text may be, counted in steps so that every machine stops at the same one.
namespace jiaxin::policy {

struct StepsExceeded : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class StepBudget {
 public:
  // A pattern that is laid over a sentence, or a letter that is read, is a step. 64 KiB of two-letter sentences take
  // some two million in one look under the national base; a text may be looked at in eight ways by three levels of packs.
  // What exceeds this is a pack out of all proportion.
  static constexpr std::uint64_t usual = std::uint64_t{64} << 20;

  explicit StepBudget(std::uint64_t steps = usual) : left_(steps) {}

  void spend(std::uint64_t steps) {  // throws StepsExceeded
    if (steps > left_) throw StepsExceeded("the text takes more steps than a text may");
    left_ -= steps;
  }

 private:
  std::uint64_t left_;
};

}  // namespace jiaxin::policy
