#include "policy/filter.hpp"

using namespace jiaxin::policy;

const Cleared* forge(ItemText text, Context context, Verdict verdict) {
#ifdef JIAXIN_MUST_FAIL
  static Cleared forged(text, context, verdict);
  return &forged;
#else
  return text.body.empty() && context.grade.empty() && verdict.findings.empty() ? nullptr : nullptr;
#endif
}
