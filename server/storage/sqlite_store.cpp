#include "storage/sqlite_store.hpp"

#include <future>
#include <mutex>

#include "storage/acknowledgements.hpp"
#include "storage/answers.hpp"
#include "storage/codes.hpp"
#include "storage/directories.hpp"
#include "storage/identities.hpp"
#include "storage/logs.hpp"
#include "storage/opening.hpp"
#include "storage/readers.hpp"
#include "storage/receipt_reports.hpp"
#include "storage/receipts.hpp"
#include "storage/review_rows.hpp"
#include "storage/reviews.hpp"
#include "storage/rosters.hpp"
#include "storage/schools.hpp"
#include "storage/sends.hpp"
#include "storage/writer.hpp"

namespace jiaxin::storage {

using namespace ports;

struct SqliteStore::Parts {
  Parts(StoreOptions given, OpenDatabase opened)
      : options(std::move(given)),
        health(options.on_fatal),
        lock(std::move(opened.lock)),
        readers(database_file(options.directory), options.readers, options.max_queued_reads, health) {
    for (auto& directory : load_all_directories(*opened.writer)) directories.put(std::move(directory));
    writer = std::make_unique<Writer>(std::move(opened.writer), options.max_queued_writes, health);
  }

  template <class T, class Work>
  void write(Work work, Done<T> done, std::size_t rows = 1) {
    writer->submit(make_job<T>(std::move(work), std::move(done), rows));
  }
  template <class T, class Work>
  void read(Work work, Done<T> done) {
    readers.submit(make_job<T>(std::move(work), std::move(done)));
  }
  // For those who may wait.
  template <class T, class Work>
  std::optional<T> write_and_wait(Work work) {
    std::promise<std::optional<T>> promise;
    write<T>(std::move(work), [&promise](std::optional<T> made) { promise.set_value(std::move(made)); });
    return promise.get_future().get();
  }

  StoreOptions options;
  Health health;
  std::optional<DirectoryLock> lock;
  Directories directories;
  Readers readers;
  Acknowledgements acknowledgements{[this](auto command) { writer->submit(std::move(command)); }};
  std::unique_ptr<Writer> writer;
  std::once_flag stopped;
};

SqliteStore::SqliteStore(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

SqliteStore::Opened SqliteStore::open(StoreOptions options) {
  auto opened = open_database(options);
  if (auto* failure = std::get_if<OpenFailure>(&opened)) return std::move(*failure);
  try {
    auto parts = std::make_unique<Parts>(std::move(options), std::move(std::get<OpenDatabase>(opened)));
    return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(parts)));
  } catch (const std::exception& error) {
    return OpenFailure{OpenFailure::Kind::io, std::string("The database cannot be read: ") + error.what() + ".",
                       std::string("无法读取数据库：") + error.what() + "。"};
  }
}

SqliteStore::~SqliteStore() { stop(); }

void SqliteStore::stop() {
  std::call_once(parts_->stopped, [this] {
    parts_->writer->drain();
    parts_->readers.stop();
    parts_->writer->close();
    if (parts_->health.good()) mark_clean_stop(parts_->options.directory);
    parts_->lock.reset();
  });
}

bool SqliteStore::writable() const { return parts_->health.good(); }

StorageStats SqliteStore::stats() const {
  std::error_code no_log;
  const auto wal_bytes = std::filesystem::file_size(database_file(parts_->options.directory).string() + "-wal", no_log);
  return {.queued_writes = parts_->writer->queued(),
          .commits = parts_->writer->commits(),
          .busy = parts_->writer->busy(),
          .wal_bytes = no_log ? 0 : wal_bytes};
}

void SqliteStore::limit_pages(std::uint32_t pages) {
  parts_->write_and_wait<bool>([pages](Connection& db) {
    db.set_pragma("max_page_count", pages);
    return true;
  });
}

// Schools

std::optional<std::variant<SchoolCreated, SchoolNameTaken>> SqliteStore::create_school(NewSchool school) {
  using Made = std::variant<SchoolCreated, SchoolNameTaken>;
  struct Founded {
    Made made;
    DirectoryPointer directory;
  };
  auto founded = parts_->write_and_wait<Founded>([&school](Connection& db) {
    auto made = storage::create_school(db, school);
    const auto* created = std::get_if<SchoolCreated>(&made);
    return Founded{made, created ? load_directory(db, created->school) : nullptr};
  });
  if (!founded) return std::nullopt;
  if (founded->directory) parts_->directories.put(founded->directory);
  return founded->made;
}

std::vector<domain::SchoolInfo> SqliteStore::list_schools() const { return parts_->directories.schools(); }

std::shared_ptr<const domain::SchoolDirectory> SqliteStore::school(domain::SchoolId id) const {
  return parts_->directories.find(id);
}

void SqliteStore::apply_roster(domain::SchoolId school, domain::Roster roster, bool dry_run, Done<RosterCounts> done) {
  struct Applied {
    RosterCounts counts;
    DirectoryPointer directory;  // nullptr after a dry run
  };
  const std::size_t rows = roster.people.size() + roster.children.size();
  parts_->write<Applied>(
      [school, roster = std::move(roster), dry_run](Connection& db) {
        Savepoint trial(db);
        const auto counts = storage::apply_roster(db, school, roster);
        if (dry_run) return Applied{counts, nullptr};
        auto directory = load_directory(db, school);
        trial.keep();
        return Applied{counts, std::move(directory)};
      },
      [this, done = std::move(done)](std::optional<Applied> applied) {
        if (!applied) return done(std::nullopt);
        if (applied->directory) parts_->directories.put(std::move(applied->directory));
        done(applied->counts);
      },
      rows);
}

// Messages

void SqliteStore::send(NewMessage message, Done<SendCommitted> done) {
  const std::size_t rows = 1 + message.addressees.size();
  parts_->write<SendCommitted>([message = std::move(message)](Connection& db) { return store_message(db, message); },
                               std::move(done), rows);
}

void SqliteStore::earlier_send(domain::MemberKey sender, ClientId client_id, domain::Sha256 content_hash,
                               Done<std::optional<SendCommitted>> done) {
  parts_->write<std::optional<SendCommitted>>(
      [=](Connection& db) { return storage::earlier_send(db, sender, client_id, content_hash); }, std::move(done));
}

void SqliteStore::answer(NewAnswer answer, Done<AnswerCommitted> done) {
  parts_->write<AnswerCommitted>([answer = std::move(answer)](Connection& db) { return store_answer(db, answer); },
                                 std::move(done));
}

void SqliteStore::earlier_answer(domain::MemberKey signer, ClientId client_id, domain::Sha256 content_hash,
                                 Done<std::optional<AnswerCommitted>> done) {
  parts_->write<std::optional<AnswerCommitted>>(
      [=](Connection& db) { return storage::earlier_answer(db, signer, client_id, content_hash); }, std::move(done));
}

void SqliteStore::mark_read(domain::MemberKey member, domain::MessageId message, domain::TimePoint at,
                            Done<ReadCommitted> done) {
  parts_->write<ReadCommitted>([=](Connection& db) { return storage::mark_read(db, member, message, at); },
                               std::move(done));
}

void SqliteStore::acknowledge(domain::MemberKey member, domain::DeviceSessionId, domain::Seq seq, domain::TimePoint at,
                              Done<std::vector<ReceiptChange>> done) {
  parts_->acknowledgements.add({member, seq, at, std::move(done)});
}

void SqliteStore::read_log(domain::MemberKey member, domain::Seq after, std::size_t max_events, std::size_t max_bytes,
                           Done<LogPage> done) {
  parts_->read<LogPage>(
      [=](Connection& db) {
        return storage::read_log(db, member, after, {max_events, max_bytes});
      },
      std::move(done));
}

void SqliteStore::message_facts(domain::SchoolId school, domain::MessageId message,
                                Done<std::optional<MessageFacts>> done) {
  parts_->read<std::optional<MessageFacts>>([=](Connection& db) { return storage::message_facts(db, school, message); },
                                            std::move(done));
}

void SqliteStore::receipt_summary(domain::SchoolId school, domain::MessageId message, Done<ReceiptSummary> done) {
  parts_->read<ReceiptSummary>([=](Connection& db) { return storage::receipt_summary(db, school, message); },
                               std::move(done));
}

void SqliteStore::receipt_rows(domain::SchoolId school, domain::MessageId message, domain::MemberId after_guardian,
                               domain::ChildId after_child, std::size_t max_rows, Done<std::vector<ReceiptRow>> done) {
  parts_->read<std::vector<ReceiptRow>>(
      [=](Connection& db) {
        return storage::receipt_rows(db, school, message, {after_guardian, after_child}, max_rows);
      },
      std::move(done));
}

void SqliteStore::answers_for_child(domain::SchoolId school, domain::MessageId message, domain::ChildId child,
                                    Done<std::vector<AnswerRow>> done) {
  parts_->read<std::vector<AnswerRow>>(
      [=](Connection& db) { return storage::answers_for_child(db, school, message, child); }, std::move(done));
}

// Reviews

void SqliteStore::review_file(domain::SchoolId school, domain::MessageId message,
                              Done<std::optional<ReviewFile>> done) {
  parts_->read<std::optional<ReviewFile>>([=](Connection& db) { return storage::review_file(db, school, message); },
                                          std::move(done));
}

void SqliteStore::reviews(domain::SchoolId school, ReviewQuery query, Done<ReviewPage> done) {
  parts_->read<ReviewPage>(
      [school, query = std::move(query)](Connection& db) { return review_page(db, school, query); }, std::move(done));
}

void SqliteStore::ask_decision(NewQuestion question, Done<QuestionCommitted> done) {
  parts_->write<QuestionCommitted>(
      [question = std::move(question)](Connection& db) { return storage::ask_decision(db, question); },
      std::move(done));
}

void SqliteStore::decide_review(NewDecision decision, Done<DecisionCommitted> done) {
  const std::size_t rows = 2 + decision.addressees.size();
  parts_->write<DecisionCommitted>(
      [decision = std::move(decision)](Connection& db) { return storage::decide_review(db, decision); },
      std::move(done), rows);
}

void SqliteStore::decided_blocks(domain::SchoolId school, domain::TimePoint since,
                                 Done<std::vector<DecidedBlock>> done) {
  parts_->read<std::vector<DecidedBlock>>([=](Connection& db) { return storage::decided_blocks(db, school, since); },
                                          std::move(done));
}

void SqliteStore::forget_blocked_texts(domain::TimePoint now, Done<std::size_t> done) {
  parts_->write<std::size_t>([=](Connection& db) { return storage::forget_blocked_texts(db, now); }, std::move(done));
}

// Identities

void SqliteStore::find_login(std::string login, Done<std::optional<LoginRecord>> done) {
  parts_->read<std::optional<LoginRecord>>(
      [login = std::move(login)](Connection& db) { return storage::find_login(db, login); }, std::move(done));
}

void SqliteStore::open_session(domain::IdentityId identity, NewDevice device, domain::TimePoint at,
                               Done<SessionOpened> done) {
  parts_->write<SessionOpened>([=](Connection& db) { return storage::open_session(db, identity, device, at); },
                               std::move(done));
}

void SqliteStore::resume_session(SecretHash token, domain::TimePoint at, Done<std::optional<SessionRecord>> done) {
  parts_->read<Resumed>([=](Connection& db) { return storage::resume_session(db, token, at); },
                        [this, at, done = std::move(done)](std::optional<Resumed> resumed) {
                          if (!resumed) return done(std::nullopt);
                          if (resumed->last_seen_is_old)
                            parts_->write<bool>(
                                [device = resumed->session->device, at](Connection& db) {
                                  touch_session(db, device, at);
                                  return true;
                                },
                                [](std::optional<bool>) {});
                          done(std::move(resumed->session));
                        });
}

void SqliteStore::end_session(domain::DeviceSessionId device, Done<bool> done) {
  parts_->write<bool>([=](Connection& db) { return storage::end_session(db, device); }, std::move(done));
}

void SqliteStore::code_is_good(SecretHash code, domain::TimePoint at, Done<bool> done) {
  parts_->read<bool>([=](Connection& db) { return storage::code_is_good(db, code, at); }, std::move(done));
}

void SqliteStore::redeem_code(SecretHash code, std::string login, std::string password_hash, NewDevice device,
                              domain::TimePoint at, Done<std::variant<Redeemed, CodeRefused>> done) {
  Redemption redemption{code, std::move(login), std::move(password_hash), std::move(device), at};
  parts_->write<std::variant<Redeemed, CodeRefused>>(
      [redemption = std::move(redemption)](Connection& db) { return storage::redeem_code(db, redemption); },
      std::move(done));
}

void SqliteStore::join(SecretHash code, domain::IdentityId identity, domain::TimePoint at,
                       Done<std::variant<Joined, CodeRefused>> done) {
  parts_->write<std::variant<Joined, CodeRefused>>(
      [=](Connection& db) { return storage::join(db, code, identity, at); }, std::move(done));
}

void SqliteStore::issue_codes(std::vector<NewCode> codes, domain::TimePoint expires_at, Done<bool> done) {
  const std::size_t rows = 1 + codes.size();
  parts_->write<bool>(
      [codes = std::move(codes), expires_at](Connection& db) {
        storage::issue_codes(db, codes, expires_at);
        return true;
      },
      std::move(done), rows);
}

void SqliteStore::members_without_identity(domain::SchoolId school, Done<std::vector<domain::MemberId>> done) {
  parts_->read<std::vector<domain::MemberId>>(
      [=](Connection& db) { return storage::members_without_identity(db, school); }, std::move(done));
}

}  // namespace jiaxin::storage
