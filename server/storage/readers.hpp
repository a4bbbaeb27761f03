// A few threads that read, each with a read-only connection of its own. A job sees one state of the database, at least
// as new as every write answered before it was submitted, and is short: a reader that lingers holds up checkpoints.
#pragma once

#include <filesystem>
#include <memory>
#include <thread>
#include <vector>

#include "storage/command_queue.hpp"
#include "storage/health.hpp"

namespace jiaxin::storage {

class Readers {
 public:
  // Throws SqlError where a connection cannot be opened. The health must outlive it.
  Readers(const std::filesystem::path& file, std::size_t threads, std::size_t max_queued, Health& health);
  ~Readers();

  void submit(std::unique_ptr<Command> job) { queue_.push(std::move(job)); }
  void stop();  // refuses what comes, finishes what is queued, closes the connections; once

 private:
  void run(Connection& db);
  void run_job(Connection& db, Command& job);
  bool read(Connection& db, Command& job);

  Health& health_;
  CommandQueue queue_;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::vector<std::thread> threads_;
};

}  // namespace jiaxin::storage
