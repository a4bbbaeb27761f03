#include "policy/filter.hpp"

using namespace jiaxin::policy;

#ifdef JIAXIN_MUST_FAIL
Cleared nothing_was_judged;
#else
const Cleared* nothing_was_judged = nullptr;
#endif
