#include "storage/command_queue.hpp"

namespace jiaxin::storage {

void CommandQueue::push(std::unique_ptr<Command> command) {
  std::unique_lock lock(mutex_);
  if (closed_ || commands_.size() >= max_commands_) {
    lock.unlock();
    return command->answer(false);
  }
  commands_.push_back(std::move(command));
  lock.unlock();
  arrived_.notify_one();
}

Batch CommandQueue::take(Limits limits, std::optional<std::chrono::milliseconds> patience) {
  std::unique_lock lock(mutex_);
  const auto ready = [this] { return closed_ || !commands_.empty(); };
  if (patience) {
    arrived_.wait_for(lock, *patience, ready);
  } else {
    arrived_.wait(lock, ready);
  }
  Batch batch;
  std::size_t rows = 0;
  while (!commands_.empty() && batch.size() < limits.commands) {
    rows += commands_.front()->rows;
    if (!batch.empty() && rows > limits.rows) break;
    batch.push_back(std::move(commands_.front()));
    commands_.pop_front();
  }
  return batch;
}

void CommandQueue::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  arrived_.notify_all();
}

bool CommandQueue::drained() const {
  const std::lock_guard lock(mutex_);
  return closed_ && commands_.empty();
}

std::size_t CommandQueue::size() const {
  const std::lock_guard lock(mutex_);
  return commands_.size();
}

}  // namespace jiaxin::storage
