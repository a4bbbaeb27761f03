#include "signals.hpp"

#include <pthread.h>

#include <csignal>

namespace jiaxin::demo {
namespace {

constexpr int end_of_thread = SIGUSR1;

sigset_t heeded() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, end_of_thread}) sigaddset(&set, signal);
  return set;
}

}  // namespace

Signals::Signals(Bell& bell) {
  std::signal(SIGPIPE, SIG_IGN);
  const sigset_t set = heeded();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  thread_ = std::thread([&bell] {
    const sigset_t waited_for = heeded();
    for (int signal = 0; sigwait(&waited_for, &signal) == 0 && signal != end_of_thread;) bell.interrupt(signal);
  });
}

Signals::~Signals() {
  pthread_kill(thread_.native_handle(), end_of_thread);
  thread_.join();
}

}  // namespace jiaxin::demo
