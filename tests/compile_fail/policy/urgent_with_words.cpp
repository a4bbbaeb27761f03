#include "policy/urgent.hpp"

using namespace jiaxin::policy;

std::variant<Cleared, UrgentFault> from(const ItemText& text, const UrgentRequest& request) {
#ifdef JIAXIN_MUST_FAIL
  (void)request;
  return clear_urgent(text);
#else
  (void)text;
  return clear_urgent(request);
#endif
}
