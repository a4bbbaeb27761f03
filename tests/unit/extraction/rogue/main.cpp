// A worker gone bad, in the way that the first word of its file names. What it manages to do it tells as text.
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <functional>
#include <new>
#include <string>
#include <thread>
#include <vector>

#include "worker/confinement.hpp"
#include "worker/input.hpp"
#include "worker/sink.hpp"

namespace jiaxin::extraction {
namespace {

void spin() {
  volatile bool on = true;
  while (on) continue;
}

void flood(Sink&) {
  const std::string text = record(Tag::text, std::string(1 << 15, 'x'));
  while (::write(1, text.data(), text.size()) > 0) continue;
}

// Always something to hear, and never anything said.
void murmur() {
  std::string many;
  while (many.size() < 4096) many += record(Tag::text, {});
  while (::write(1, many.data(), many.size()) > 0) continue;
}

void eat(Sink& sink) {
  std::vector<std::unique_ptr<char[]>> blocks;
  try {
    for (;;) blocks.emplace_back(new char[256u << 20]);
  } catch (const std::bad_alloc&) {
    sink.text(std::to_string(blocks.size()));
    sink.end();
  }
}

bool forked() {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  return child > 0 && ::waitpid(child, nullptr, 0) == child;
}

bool in_a_thread() {
  try {
    std::thread([] {}).join();
    return true;
  } catch (const std::system_error&) {
    return false;
  }
}

// What nobody who only reads has to do.
void misbehave(Sink& sink) {
  const std::pair<const char*, std::function<bool()>> deeds[] = {
      {"socket", [] { return ::socket(AF_INET, SOCK_STREAM, 0) >= 0; }},
      {"unix-socket", [] { return ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }},
      {"read-file", [] { return ::open("/etc/passwd", O_RDONLY) >= 0; }},
      {"write-file", [] { return ::open("/dev/shm", O_TMPFILE | O_WRONLY, 0600) >= 0; }},
      {"write-elsewhere", [] { return ::write(2, "x", 1) == 1; }},
      {"fork", forked},
      {"thread", in_a_thread},
      {"signal", [] { return ::kill(::getppid(), 0) == 0; }},
      {"code",
       [] { return ::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED; }},
      {"follow", [] { return ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0; }},
      {"exec", [] { return ::execl("/nowhere", "nowhere", nullptr) != 0 && errno == ENOENT; }},
  };
  for (const auto& [name, deed] : deeds)
    if (deed()) sink.text(std::string(name) + "\n");
}

void run(const std::string& mode, Sink& sink) {
  if (mode == "spin") spin();
  if (mode == "spin-limited") limit_process(std::chrono::seconds(1)), spin();
  if (mode == "sleep") ::pause();
  if (mode == "crash") sink.text("before"), ::raise(SIGSEGV);
  if (mode == "killed") sink.text("before"), ::raise(SIGKILL);
  if (mode == "quit") sink.text("before"), ::_exit(0);
  if (mode == "deaf") ::close(1), ::pause();
  if (mode == "babble") (void)!::write(1, "nonsense at length", 18);
  if (mode == "flood") flood(sink);
  if (mode == "murmur") murmur();
  if (mode == "eat") limit_process(std::chrono::seconds(10)), eat(sink);
  if (mode == "free") misbehave(sink), sink.end();
  if (mode == "locked") limit_process(std::chrono::seconds(10)), lock_down(), misbehave(sink), sink.end();
}

}  // namespace
}  // namespace jiaxin::extraction

int main() {
  const auto mode = jiaxin::extraction::whole_file(0);
  jiaxin::extraction::PipeSink sink(1);
  if (mode) jiaxin::extraction::run(*mode, sink);
  ::_exit(0);
}
