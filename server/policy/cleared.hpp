#pragma once

#include <utility>
#include <variant>

#include "policy/terms/item.hpp"
#include "policy/terms/verdict.hpp"

// The three things the filter can make of an item. Only the policy library can make a Cleared or a Held, and neither
// can be changed afterwards: whoever holds a Cleared holds exactly the words that were judged, that a person released
// (policy/by_hand) or that are the library's own (policy/urgent).
// Plain values that own their text; const access from any thread.
namespace jiaxin::policy {

class Filter;
class HandRelease;
struct UrgentFault;
struct UrgentRequest;

class Cleared {
 public:
  const ItemText& text() const { return text_; }
  const Context& context() const { return context_; }
  const Verdict& verdict() const { return verdict_; }

 private:
  friend class Filter;
  friend std::variant<Cleared, UrgentFault> clear_urgent(const UrgentRequest& request);
  friend Cleared release(ItemText item, const Context& context, const HandRelease& decision);
  Cleared(ItemText text, Context context, Verdict verdict)
      : text_(std::move(text)), context_(std::move(context)), verdict_(std::move(verdict)) {}

  ItemText text_;
  Context context_;
  Verdict verdict_;
};

// Waits for a person. Only release() makes a Cleared of its words, from a decision on record.
class Held {
 public:
  const ItemText& text() const { return text_; }
  const Context& context() const { return context_; }
  const Verdict& verdict() const { return verdict_; }

 private:
  friend class Filter;
  friend Held hold_unjudged(ItemText item, const Context& context);
  Held(ItemText text, Context context, Verdict verdict)
      : text_(std::move(text)), context_(std::move(context)), verdict_(std::move(verdict)) {}

  ItemText text_;
  Context context_;
  Verdict verdict_;
};

struct Blocked {
  Verdict verdict;
};

}  // namespace jiaxin::policy
