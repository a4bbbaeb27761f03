#pragma once

#include <utility>

#include "policy/terms/item.hpp"
#include "policy/terms/verdict.hpp"

// The three things the filter can make of an item. Only Filter can make a Cleared or a Held, and neither
// can be changed afterwards: whoever holds a Cleared holds exactly the words that were judged.
// Plain values that own their text; const access from any thread.
namespace jiaxin::policy {

class Filter;

class Cleared {
 public:
  const ItemText& text() const { return text_; }
  const Context& context() const { return context_; }
  const Verdict& verdict() const { return verdict_; }

 private:
  friend class Filter;
  Cleared(ItemText text, Context context, Verdict verdict)
      : text_(std::move(text)), context_(std::move(context)), verdict_(std::move(verdict)) {}

  ItemText text_;
  Context context_;
  Verdict verdict_;
};

// Waits for a person. Clearing it by hand is a decision of its own and makes no Cleared here.
class Held {
 public:
  const ItemText& text() const { return text_; }
  const Context& context() const { return context_; }
  const Verdict& verdict() const { return verdict_; }

 private:
  friend class Filter;
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
