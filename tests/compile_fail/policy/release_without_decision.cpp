#include "policy/by_hand.hpp"

using namespace jiaxin::policy;

Cleared from(const ItemText& text, const Verdict& verdict, const HandRelease& decision) {
#ifdef JIAXIN_MUST_FAIL
  (void)decision;
  return release(text, {}, verdict);
#else
  (void)verdict;
  return release(text, {}, decision);
#endif
}
