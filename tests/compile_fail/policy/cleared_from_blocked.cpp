#include "policy/filter.hpp"

using namespace jiaxin::policy;

Cleared from(const Blocked& blocked, const Cleared& cleared) {
#ifdef JIAXIN_MUST_FAIL
  (void)cleared;
  return Cleared(blocked);
#else
  (void)blocked;
  return cleared;
#endif
}
