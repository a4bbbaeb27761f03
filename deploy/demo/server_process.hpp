// The jiaxind of this day, on a data folder and a loopback port of its own.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "child_process.hpp"

namespace jiaxin::demo {

class ServerProcess {
 public:
  ServerProcess(Bell& bell, std::filesystem::path program, const std::filesystem::path& folder);

  // Makes the school; the result is the administrator's sign-in code.
  std::string make_school(const std::string& name);
  // Starts it on the port that it had before, the first time on a free one. Ready when this returns.
  void start();
  void kill();  // SIGKILL
  int stop();   // SIGTERM; the exit code, or -1
  void wait_for_signal_or_end();

  pid_t pid() const { return process_ ? process_->pid() : 0; }
  std::uint16_t port() const { return port_; }
  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  std::string end_of_log() const;

 private:
  Bell& bell_;
  std::filesystem::path program_, data_, log_;
  std::uint16_t port_ = 0;
  std::unique_ptr<ChildProcess> process_;
};

}  // namespace jiaxin::demo
