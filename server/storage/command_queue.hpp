// A bounded queue of commands between any threads and those that run them. Thread-safe, first in first out.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "storage/command.hpp"

namespace jiaxin::storage {

using Batch = std::vector<std::unique_ptr<Command>>;

class CommandQueue {
 public:
  explicit CommandQueue(std::size_t max_commands) : max_commands_(max_commands) {}

  // A command that finds no room, or the queue closed, is answered at once, on this thread, as not kept.
  void push(std::unique_ptr<Command> command);

  struct Limits {
    std::size_t commands = 1;
    std::size_t rows = 1;  // passed only by a command that is taken alone
  };
  // Waits for commands. None: closed and drained, or nothing came in that time.
  Batch take(Limits limits, std::optional<std::chrono::milliseconds> patience);

  void close();
  bool drained() const;  // closed, and nothing left
  std::size_t size() const;

 private:
  const std::size_t max_commands_;
  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::unique_ptr<Command>> commands_;
  bool closed_ = false;
};

}  // namespace jiaxin::storage
