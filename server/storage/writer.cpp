#include "storage/writer.hpp"

#include "observe/log.hpp"
#include "observe/thread_name.hpp"

namespace jiaxin::storage {
namespace {

// A group is bounded in commands, and in rows where some of them are letters to many. Wide enough for a storm of
// acknowledgements, at some 10 microseconds each, to cost few syncs. Of two letters to a large school in one group each page
// of the logs is written once, and who receives both gets them at once; the first is answered later by what the second
// takes, some 0.1 to 0.2 s. A row touches a page at most: they fit into the page cache (opening.cpp).
constexpr CommandQueue::Limits group_limits{.commands = 512, .rows = 20'480};
constexpr std::chrono::milliseconds quiet_time{1000};

void never_checkpoint_again(Connection& db) {
  sqlite3_db_config(db.raw(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

}  // namespace

Writer::Writer(std::unique_ptr<Connection> db, std::size_t max_queued, Health& health)
    : db_(std::move(db)), health_(health), checkpoints_(*db_), queue_(max_queued), thread_([this] { run(); }) {}

Writer::~Writer() { drain(); }

void Writer::drain() {
  queue_.close();
  if (thread_.joinable()) thread_.join();
}

void Writer::close() {
  if (!db_) return;
  try {
    if (health_.good()) checkpoints_.finish();
  } catch (const std::exception& error) {
    health_.fail(error.what());
  }
  if (!health_.good()) never_checkpoint_again(*db_);
  db_.reset();
}

void Writer::run() {
  observe::name_thread("jiaxin-writer");
  while (true) {
    auto batch = queue_.take(group_limits, checkpoints_.pending() ? std::optional(quiet_time) : std::nullopt);
    if (!batch.empty()) {
      run_batch(batch);
    } else if (queue_.drained()) {
      return;
    } else {
      tidy(true);
    }
  }
}

void Writer::run_batch(Batch& batch) {
  std::vector<bool> kept(batch.size(), false);
  if (!health_.good() || !commit(batch, kept)) kept.assign(batch.size(), false);
  answer(batch, kept);
  tidy(false);
}

bool Writer::commit(Batch& batch, std::vector<bool>& kept) {
  auto group = run_group(batch, kept, Undo::whole_group);
  if (group == Group::has_a_bad_command) group = run_group(batch, kept, Undo::each_command);
  if (group == Group::committed) commits_.fetch_add(1, std::memory_order_relaxed);
  return group == Group::committed;
}

Writer::Group Writer::run_group(Batch& batch, std::vector<bool>& kept, Undo undo) {
  try {
    db_->run("BEGIN IMMEDIATE");
    for (std::size_t i = 0; i < batch.size(); ++i) kept[i] = apply(*batch[i], undo);
    db_->run("COMMIT");
    return Group::committed;
  } catch (const SqlError& error) {
    give_up_transaction(error);
    if (undo == Undo::whole_group && trouble_of(error.code()) == Trouble::command) return Group::has_a_bad_command;
    note(error);
  } catch (const std::exception& error) {
    give_up_transaction(error);
    if (undo == Undo::whole_group) return Group::has_a_bad_command;
  }
  return Group::lost;
}

// Throws where the transaction has to be given up.
bool Writer::apply(Command& command, Undo undo) {
  if (undo == Undo::whole_group) {
    command.apply(*db_);
    return true;
  }
  try {
    Savepoint savepoint(*db_);
    command.apply(*db_);
    savepoint.keep();
    return true;
  } catch (const SqlError& error) {
    if (trouble_of(error.code()) != Trouble::command || !db_->in_transaction()) throw;
    observe::log_warn("storage_command_undone", {{"sqlite", error.code()}});
  } catch (const std::exception&) {
    if (!db_->in_transaction()) throw;
    observe::log_warn("storage_command_undone");
  }
  return false;
}

void Writer::give_up_transaction(const std::exception& why) {
  try {
    if (db_->in_transaction()) db_->run("ROLLBACK");
  } catch (const std::exception&) {
    health_.fail(why.what());
  }
}

void Writer::note(const SqlError& error) {
  observe::log_error("storage_group_lost", {{"sqlite", error.code()}});
  if ((error.code() & 0xff) == SQLITE_BUSY) busy_.fetch_add(1, std::memory_order_relaxed);
  if (trouble_of(error.code()) == Trouble::fatal) health_.fail(error.what());
}

void Writer::answer(Batch& batch, const std::vector<bool>& kept) {
  for (std::size_t i = 0; i < batch.size(); ++i) {
    try {
      batch[i]->answer(kept[i]);
    } catch (const std::exception& error) {
      health_.fail(std::string("a callback threw: ") + error.what());
    }
  }
}

void Writer::tidy(bool quiet) {
  if (!health_.good()) return;
  try {
    quiet ? checkpoints_.when_quiet() : checkpoints_.after_commit(queue_.size() > 0);
  } catch (const std::exception& error) {
    health_.fail(error.what());
  }
}

}  // namespace jiaxin::storage
