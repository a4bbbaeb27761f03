#include "measure/cores.hpp"

#include <sched.h>
#include <unistd.h>

namespace jiaxin::bench {

bool pin_to(int core) {
  if (::sysconf(_SC_NPROCESSORS_ONLN) < 2) return false;
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(core, &set);
  return ::sched_setaffinity(0, sizeof set, &set) == 0;
}

}  // namespace jiaxin::bench
