#include "app/process.hpp"

#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace jiaxin::app {
namespace {

sigset_t awaited() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGHUP);
  return set;
}

// A notice to a school takes some megabytes for a moment. Given back each time, they come back as page faults.
void keep_freed_memory() {
  constexpr int kept_bytes = 16 << 20;
  ::mallopt(M_TRIM_THRESHOLD, kept_bytes);
  ::mallopt(M_MMAP_THRESHOLD, kept_bytes);
}

}  // namespace

void settle_process() {
  ::umask(077);
  keep_freed_memory();
  ::signal(SIGPIPE, SIG_IGN);
}

std::uint64_t raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
  const rlimit raised{limit.rlim_max, limit.rlim_max};
  return ::setrlimit(RLIMIT_NOFILE, &raised) == 0 ? raised.rlim_cur : limit.rlim_cur;
}

Signals::Signals() {
  const auto set = awaited();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

Signals::Wish Signals::wait() const {
  const auto set = awaited();
  int which = 0;
  while (sigwait(&set, &which) != 0) {
  }
  return which == SIGHUP ? Wish::reload : Wish::stop;
}

void Signals::raise_stop() { ::kill(::getpid(), SIGTERM); }

}  // namespace jiaxin::app
