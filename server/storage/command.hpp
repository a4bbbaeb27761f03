// A unit of work for the writer or a reader, with its answer.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

#include "ports/done.hpp"
#include "storage/sqlite.hpp"

namespace jiaxin::storage {

class Command {
 public:
  virtual ~Command() = default;
  virtual void apply(Connection& db) = 0;  // in a transaction; may throw, then it is undone, and may be run again
  virtual void answer(bool kept) = 0;      // once, after the transaction ended
  std::size_t rows = 1;                    // about how many it writes
};

template <class T, class Work>
class Job final : public Command {
 public:
  Job(Work work, ports::Done<T> done) : work_(std::move(work)), done_(std::move(done)) {}

  void apply(Connection& db) override { result_.emplace(work_(db)); }
  void answer(bool kept) override {
    if (!kept) result_.reset();
    done_(std::move(result_));
  }

 private:
  Work work_;
  ports::Done<T> done_;
  std::optional<T> result_;
};

// work: T(Connection&)
template <class T, class Work>
std::unique_ptr<Command> make_job(Work work, ports::Done<T> done, std::size_t rows = 1) {
  auto job = std::make_unique<Job<T, Work>>(std::move(work), std::move(done));
  job->rows = rows;
  return job;
}

}  // namespace jiaxin::storage
