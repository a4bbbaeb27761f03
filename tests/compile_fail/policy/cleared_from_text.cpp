#include "policy/filter.hpp"

using namespace jiaxin::policy;

Cleared from(const ItemText& text, const Cleared& cleared) {
#ifdef JIAXIN_MUST_FAIL
  (void)cleared;
  return Cleared(text);
#else
  (void)text;
  return cleared;
#endif
}
