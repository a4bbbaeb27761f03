#pragma once

#include <memory>
#include <string_view>
#include <variant>

#include "policy/cleared.hpp"
#include "policy/explanation.hpp"
#include "policy/pack/packs.hpp"
#include "policy/terms/item.hpp"
#include "policy/terms/step_budget.hpp"
#include "policy/terms/verdict.hpp"

namespace jiaxin::policy {

// incomplete: a pack that ought to be there did not load, so whatever would be cleared waits for a person.
enum class Completeness { complete, incomplete };

using Judgement = std::variant<Cleared, Held, Blocked>;

// Judges whether a text assigns homework over phones or breaks one of the rules beside it.
// It never changes and every const member may be called from any thread at once; FilterHolder exchanges it when packs are
// reloaded. Construction takes some ms, the first one a tenth of a second for the model. Cost is linear in the length of the
// text, times the forms in which it is read (policy/looking) and the levels of packs: a text is judged by the national base,
// then by it and the packs down to each lower level (by the model too, where their words have it read otherwise), and the
// hardest outcome counts. So nothing in a lower pack can loosen what stands above it. The national rules are evidence for
// the trained model, which decides; what a lower pack's own rules say counts by itself.
class Filter {
 public:
  Filter();  // the national base alone; throws std::runtime_error when it is broken
  // A text that takes more steps than given is not judged but held.
  explicit Filter(Packs packs, Completeness packs_are = Completeness::complete,
                  std::uint64_t steps_of_a_text = StepBudget::usual);
  ~Filter();
  Filter(const Filter&) = delete;
  Filter& operator=(const Filter&) = delete;

  // Invalid UTF-8 is read as U+FFFD and never fails; only running out of memory throws. What takes too many steps is held
  // with the finding "national/filter-failed", unless a level that came through has blocked it.
  Verdict judge(std::string_view text, const Context& context) const;

  // The same with what each stage made of it. For people, not for the hot path. Throws StepsExceeded.
  Explanation explain(std::string_view text, const Context& context) const;

  // Judges joined(item). Fails closed: if judging throws, or a pack is missing, the item is Held (or Blocked) whatever its
  // kind, with the finding "national/filter-failed".
  Judgement review(ItemText item, const Context& context) const;

  std::string_view pack_version() const;  // that of the packs and of the model, as "national-4+model-0f3a9c21"

 private:
  Verdict without_what_was_said(std::string_view text, Context context) const;

  struct Parts;
  std::unique_ptr<const Parts> parts_;
};

}  // namespace jiaxin::policy
