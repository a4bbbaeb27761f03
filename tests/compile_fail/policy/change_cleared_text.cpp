#include "policy/filter.hpp"

using namespace jiaxin::policy;

void change(Cleared& cleared) {
#ifdef JIAXIN_MUST_FAIL
  cleared.text().body = "今晚抄写第5课";
#else
  (void)cleared.text().body.size();
#endif
}
