#include "worker/confinement.hpp"

#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <stdexcept>

#include "worker/sanitizer.hpp"

namespace jiaxin::extraction {
namespace {

constexpr rlim_t max_memory = rlim_t{1} << 30;
constexpr rlim_t max_descriptors = 32;

void limit(int resource, rlim_t soft, rlim_t hard) {
  const rlimit value{soft, hard};
  if (::setrlimit(static_cast<__rlimit_resource_t>(resource), &value) != 0) throw std::runtime_error("setrlimit");
}

struct Releaser {
  void operator()(void* filter) const { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, Releaser>;

void allow(const Filter& filter, int call) {
  if (seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) != 0) throw std::runtime_error("seccomp rule");
}

// Memory of any kind but such that holds code: nothing is to be loaded any more.
void allow_without_code(const Filter& filter, int call) {
  const scmp_arg_cmp no_code{.arg = 2, .op = SCMP_CMP_MASKED_EQ, .datum_a = PROT_EXEC, .datum_b = 0};
  if (seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 1, no_code) != 0) throw std::runtime_error("seccomp rule");
}

}  // namespace

void limit_process(std::chrono::seconds computing) {
  const auto seconds = static_cast<rlim_t>(computing.count());
  limit(RLIMIT_CPU, seconds, seconds + 1);
  if (!sanitized) limit(RLIMIT_AS, max_memory, max_memory);
  limit(RLIMIT_FSIZE, 0, 0);
  limit(RLIMIT_NOFILE, max_descriptors, max_descriptors);
  limit(RLIMIT_CORE, 0, 0);
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) throw std::runtime_error("no_new_privs");
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) throw std::runtime_error("pdeathsig");
  if (::prctl(PR_SET_DUMPABLE, 0) != 0) throw std::runtime_error("dumpable");
}

void lock_down() {
  const Filter filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)));
  if (!filter) throw std::runtime_error("seccomp");
  for (const int call : {SCMP_SYS(read),
                         SCMP_SYS(pread64),
                         SCMP_SYS(lseek),
                         SCMP_SYS(close),
                         SCMP_SYS(fstat),
                         SCMP_SYS(newfstatat),
                         SCMP_SYS(brk),
                         SCMP_SYS(munmap),
                         SCMP_SYS(mremap),
                         SCMP_SYS(madvise),
                         SCMP_SYS(futex),
                         SCMP_SYS(sched_yield),
                         SCMP_SYS(sched_getaffinity),
                         SCMP_SYS(getpid),
                         SCMP_SYS(gettid),
                         SCMP_SYS(getrandom),
                         SCMP_SYS(clock_gettime),
                         SCMP_SYS(gettimeofday),
                         SCMP_SYS(clock_nanosleep),
                         SCMP_SYS(getrusage),
                         SCMP_SYS(rt_sigprocmask),
                         SCMP_SYS(rt_sigaction),
                         SCMP_SYS(rt_sigreturn),
                         SCMP_SYS(sigaltstack),
                         SCMP_SYS(exit),
                         SCMP_SYS(exit_group),
                         SCMP_SYS(restart_syscall)})
    allow(filter, call);
  for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)}) allow_without_code(filter, call);
  const scmp_arg_cmp to_the_answer{.arg = 0, .op = SCMP_CMP_EQ, .datum_a = 1, .datum_b = 0};
  const scmp_arg_cmp to_itself{
      .arg = 0, .op = SCMP_CMP_EQ, .datum_a = static_cast<scmp_datum_t>(::getpid()), .datum_b = 0};
  if (seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(write), 1, to_the_answer) != 0 ||
      seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, to_itself) != 0 ||
      seccomp_load(filter.get()) != 0)
    throw std::runtime_error("seccomp");
}

}  // namespace jiaxin::extraction
