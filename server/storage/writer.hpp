// The only one who writes. Takes what has been queued, runs it in one transaction, commits, and only then answers, in
// order, on its thread: one fsync pays for all who waited for the last one. Where a command fails, the group is run
// again with a savepoint for each, so that it fails alone; savepoints for all would double the cost of a large send.
#pragma once

#include <atomic>
#include <memory>
#include <thread>

#include "storage/checkpoints.hpp"
#include "storage/command_queue.hpp"
#include "storage/health.hpp"

namespace jiaxin::storage {

class Writer {
 public:
  // Starts the thread. The health must outlive it.
  Writer(std::unique_ptr<Connection> db, std::size_t max_queued, Health& health);
  ~Writer();  // as finish(), without the checkpoint

  void submit(std::unique_ptr<Command> command) { queue_.push(std::move(command)); }

  void drain();  // refuses what comes, finishes what is queued, ends the thread
  void close();  // after drain() and after the readers are gone: checkpoints and closes the database

  std::size_t queued() const { return queue_.size(); }
  std::uint64_t commits() const { return commits_.load(std::memory_order_relaxed); }
  std::uint64_t busy() const { return busy_.load(std::memory_order_relaxed); }

 private:
  void run();
  void run_batch(Batch& batch);
  enum class Undo { whole_group, each_command };
  enum class Group { committed, has_a_bad_command, lost };
  bool commit(Batch& batch, std::vector<bool>& kept);
  Group run_group(Batch& batch, std::vector<bool>& kept, Undo undo);
  bool apply(Command& command, Undo undo);
  void answer(Batch& batch, const std::vector<bool>& kept);
  void tidy(bool quiet);
  void give_up_transaction(const std::exception& why);
  void note(const SqlError& error);

  std::unique_ptr<Connection> db_;
  Health& health_;
  Checkpoints checkpoints_;
  CommandQueue queue_;
  std::atomic<std::uint64_t> commits_ = 0, busy_ = 0;
  std::thread thread_;
};

}  // namespace jiaxin::storage
