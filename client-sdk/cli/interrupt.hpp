// Ctrl-C and SIGTERM as an event. While one of these exists, both signals are blocked in this thread and in the
// threads it starts from then on, and a thread of its own waits for them. A second signal ends the process at once.
#pragma once

#include <atomic>
#include <csignal>
#include <functional>
#include <thread>

namespace jiaxin::cli {

class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  // Called on the waiting thread, once. Call start once.
  void start(std::function<void()> on_signal);
  void stop();  // afterwards nothing is called; idempotent, not from within on_signal
  bool happened() const { return happened_; }

 private:
  void wait_for_signals(const std::function<void()>& on_signal);

  sigset_t signals_{};
  sigset_t before_{};
  std::atomic<bool> happened_{false};
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace jiaxin::cli
