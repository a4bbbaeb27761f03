#include "policy/by_hand.hpp"

using namespace jiaxin::policy;

Cleared from(const ItemText& text, const HandRelease& decision) {
#ifdef JIAXIN_MUST_FAIL
  (void)decision;
  return release(text, {}, HandRelease({Outcome::block, {}, ""}, "ok"));
#else
  return release(text, {}, decision);
#endif
}
