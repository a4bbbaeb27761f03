#include "policy/filter.hpp"

using namespace jiaxin::policy;

#ifdef JIAXIN_MUST_FAIL
struct Forged : Cleared {
  Forged() : Cleared(ItemText{}, Context{}, Verdict{}) {}
};
Forged forged;
#else
struct Forged : Cleared {};
#endif
