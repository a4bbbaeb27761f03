#include "child_process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

extern char** environ;

namespace jiaxin::demo {
namespace {

constexpr milliseconds patience_with_end{5'000};

void check(int error, const std::string& what) {
  if (error != 0) throw std::system_error(error, std::generic_category(), what);
}

// Its own process group, so that Ctrl-C does not reach it, and no signal blocked.
class Attributes {
 public:
  Attributes() {
    check(posix_spawnattr_init(&raw_), "posix_spawnattr_init");
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    posix_spawnattr_setsigmask(&raw_, &none);
    posix_spawnattr_setsigdefault(&raw_, &usual);
    posix_spawnattr_setpgroup(&raw_, 0);
    posix_spawnattr_setflags(&raw_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~Attributes() { posix_spawnattr_destroy(&raw_); }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;
  const posix_spawnattr_t* get() const { return &raw_; }

 private:
  posix_spawnattr_t raw_;
};

class Files {
 public:
  Files(int output, const std::filesystem::path& log) {
    check(posix_spawn_file_actions_init(&raw_), "posix_spawn_file_actions_init");
    posix_spawn_file_actions_addopen(&raw_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&raw_, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&raw_, STDERR_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  }
  ~Files() { posix_spawn_file_actions_destroy(&raw_); }
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;
  const posix_spawn_file_actions_t* get() const { return &raw_; }

 private:
  posix_spawn_file_actions_t raw_;
};

pid_t spawn(const std::vector<std::string>& arguments, int output, const std::filesystem::path& log) {
  std::vector<char*> raw;
  for (const auto& argument : arguments) raw.push_back(const_cast<char*>(argument.c_str()));
  raw.push_back(nullptr);
  const Files files(output, log);
  const Attributes attributes;
  pid_t pid = 0;
  check(posix_spawn(&pid, raw[0], files.get(), attributes.get(), raw.data(), environ), arguments[0]);
  return pid;
}

}  // namespace

ChildProcess::ChildProcess(Bell& bell, const std::vector<std::string>& arguments, const std::filesystem::path& log)
    : bell_(bell) {
  std::array<int, 2> pipe{};
  if (pipe2(pipe.data(), O_CLOEXEC) != 0) check(errno, "pipe2");
  try {
    pid_ = spawn(arguments, pipe[1], log);
  } catch (...) {
    ::close(pipe[0]);
    ::close(pipe[1]);
    throw;
  }
  ::close(pipe[1]);
  reader_ = std::thread([this, from = pipe[0]] { read_lines(from); });
}

ChildProcess::~ChildProcess() { end(); }

void ChildProcess::read_lines(int from) {
  std::string rest;
  std::array<char, 4096> piece;
  for (;;) {
    const auto count = ::read(from, piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    rest.append(piece.data(), static_cast<std::size_t>(count));
    for (auto end = rest.find('\n'); end != std::string::npos; end = rest.find('\n')) {
      bell_.change([&] { lines_.push_back(rest.substr(0, end)); });
      rest.erase(0, end + 1);
    }
  }
  ::close(from);
  bell_.change([&] { ended_ = true; });
}

std::optional<std::string> ChildProcess::first_line(milliseconds limit) {
  bell_.wait(limit, [&] { return !lines_.empty() || ended_; });
  return bell_.read([&] { return lines_.empty() ? std::nullopt : std::optional(lines_.front()); });
}

int ChildProcess::end() {
  if (status_) return *status_;
  ::kill(pid_, SIGTERM);
  return wait_for_end(patience_with_end);
}

int ChildProcess::kill() {
  if (status_) return *status_;
  ::kill(pid_, SIGKILL);
  return reap();
}

int ChildProcess::wait_for_end(milliseconds limit) {
  if (status_) return *status_;
  if (!bell_.wait_in_any_case(limit, [&] { return ended_; })) ::kill(pid_, SIGKILL);
  return reap();
}

int ChildProcess::reap() {
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  if (reader_.joinable()) reader_.join();
  status_ = status;
  return status;
}

}  // namespace jiaxin::demo
