#include "extraction/worker_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace jiaxin::extraction {
namespace {

constexpr int no_such_program = 127;  // what a child that posix_spawn could not turn into the program ends with

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int get() const { return number_; }
  int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

// A copy above the three standard ones, so that none lands on another on its way into the child.
int copy_above(int number) { return ::fcntl(number, F_DUPFD_CLOEXEC, 3); }

// Descriptors and signals of the child. Both numbers are above 2.
class SpawnPlan {
 public:
  SpawnPlan(int file, int answer) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawnattr_init(&attributes_);
    posix_spawn_file_actions_adddup2(&actions_, file, 0);
    posix_spawn_file_actions_adddup2(&actions_, answer, 1);
    posix_spawn_file_actions_addopen(&actions_, 2, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions_, 3);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;
  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }

  pid_t run(const std::string& program, const std::string& time) {
    // One thread: what the worker may do afterwards includes no second one.
    const char* environment[] = {"OMP_THREAD_LIMIT=1", "LC_ALL=C.UTF-8", nullptr};
    const char* arguments[] = {program.c_str(), time.c_str(), nullptr};
    pid_t pid = -1;
    const int failed = posix_spawn(&pid, program.c_str(), &actions_, &attributes_, const_cast<char**>(arguments),
                                   const_cast<char**>(environment));
    return failed == 0 ? pid : -1;
  }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

WorkerEnd end_of(int status) {
  if (WIFEXITED(status)) return WEXITSTATUS(status) == no_such_program ? WorkerEnd::not_started : WorkerEnd::itself;
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU ? WorkerEnd::out_of_cpu : WorkerEnd::killed;
}

}  // namespace

std::optional<WorkerProcess> WorkerProcess::start(const std::string& program, int file,
                                                  std::chrono::milliseconds time) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;
  Descriptor mine(ends[0]);
  const Descriptor first(ends[1]), theirs(copy_above(ends[1])), input(copy_above(file));
  if (theirs.get() < 0 || input.get() < 0) return std::nullopt;
  const pid_t pid = SpawnPlan(input.get(), theirs.get()).run(program, std::to_string(time.count()));
  if (pid < 0) return std::nullopt;
  return WorkerProcess(pid, mine.release());
}

WorkerProcess::WorkerProcess(WorkerProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), answer_(std::exchange(other.answer_, -1)) {}

WorkerProcess::~WorkerProcess() {
  finish();
  if (answer_ >= 0) ::close(answer_);
}

WorkerEnd WorkerProcess::finish() {
  if (pid_ <= 0) return WorkerEnd::itself;
  int status = 0;
  // One that closed its pipe may be on its way out: its own end is told from the kill by the status.
  siginfo_t over{};
  if (::waitid(P_PID, static_cast<id_t>(pid_), &over, WEXITED | WNOHANG | WNOWAIT) != 0 || over.si_pid == 0)
    ::kill(pid_, SIGKILL);
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) continue;
  pid_ = -1;
  return end_of(status);
}

}  // namespace jiaxin::extraction
