#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>

namespace jiaxin::extraction {

enum class WorkerEnd { itself, out_of_cpu, killed, not_started };

// One running worker. It holds the file as descriptor 0, the answer pipe as 1, /dev/null as 2, and nothing else, with
// an environment of our making.
class WorkerProcess {
 public:
  // Nothing when no process can be made. `time` is told to the worker, so that it can end in order.
  static std::optional<WorkerProcess> start(const std::string& program, int file, std::chrono::milliseconds time);

  WorkerProcess(WorkerProcess&& other) noexcept;
  WorkerProcess& operator=(WorkerProcess&&) = delete;
  ~WorkerProcess();

  int answer() const { return answer_; }
  // Kills it if it still runs, and reaps it. Once.
  WorkerEnd finish();

 private:
  WorkerProcess(pid_t pid, int answer) : pid_(pid), answer_(answer) {}

  pid_t pid_;
  int answer_;
};

}  // namespace jiaxin::extraction
