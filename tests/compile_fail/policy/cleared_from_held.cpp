#include "policy/filter.hpp"

using namespace jiaxin::policy;

Cleared from(const Held& held, const Cleared& cleared) {
#ifdef JIAXIN_MUST_FAIL
  (void)cleared;
  return Cleared(held);
#else
  (void)held;
  return Cleared(cleared);
#endif
}
