#include "interrupt.hpp"

#include <pthread.h>
#include <unistd.h>

#include <utility>

namespace jiaxin::cli {

Interrupt::Interrupt() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGINT);
  sigaddset(&signals_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals_, &before_);
}

Interrupt::~Interrupt() {
  stop();
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void Interrupt::start(std::function<void()> on_signal) {
  thread_ = std::thread([this, action = std::move(on_signal)] { wait_for_signals(action); });
}

void Interrupt::stop() {
  if (!thread_.joinable()) return;
  stopping_ = true;
  pthread_kill(thread_.native_handle(), SIGTERM);
  thread_.join();
}

// The action runs on a thread of its own, so that a second Ctrl-C is heard while the first one's action lasts.
void Interrupt::wait_for_signals(const std::function<void()>& on_signal) {
  std::thread action;
  for (int signal = 0; sigwait(&signals_, &signal) == 0 && !stopping_;) {
    if (happened_.exchange(true)) _exit(130);
    action = std::thread(on_signal);
  }
  if (action.joinable()) action.join();
}

}  // namespace jiaxin::cli
