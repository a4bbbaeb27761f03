#include "policy/filter.hpp"

using namespace jiaxin::policy;

void change(Cleared& cleared) {
#ifdef JIAXIN_MUST_FAIL
  cleared.verdict().outcome = Outcome::allow;
#else
  (void)cleared.verdict().outcome;
#endif
}
