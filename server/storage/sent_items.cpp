#include "storage/sent_items.hpp"

#include "storage/migrations.hpp"
#include "storage/open_failures.hpp"
#include "storage/opening.hpp"

namespace jiaxin::storage {
namespace {

namespace fs = std::filesystem;

// The database has a log while a server runs, and after one that ended without closing it.
bool has_log(const fs::path& directory) {
  auto log = database_file(directory);
  log += "-wal";
  std::error_code ignored;
  return fs::exists(log, ignored);
}

template <class Work>
auto reading(Work work) try {
  return work();
} catch (const SqlError& error) {
  throw CannotRead(failure_of(error));
}

void check_schema(Connection& db, const fs::path& directory) {
  if (db.value<std::int64_t>("PRAGMA application_id") != application_id) throw CannotRead(foreign_database(directory));
  const auto version = db.value<std::int64_t>("PRAGMA user_version");
  if (version > schema_version) throw CannotRead(newer_database(version, schema_version));
  if (version < schema_version) throw CannotRead(older_database(version, schema_version));
}

// The grades of a review, a line each.
std::string only_grade(std::string grades) { return grades.find('\n') == grades.npos ? std::move(grades) : ""; }

SentItem item_of(const Rows& row) {
  SentItem sent{.message = row.get<domain::MessageId>(0),
                .sent_at = row.get<domain::TimePoint>(1),
                .item = row.get<std::optional<std::string>>(2),
                .request = std::nullopt,
                .earlier = row.get<std::string>(7),
                .sender_role = row.get<domain::Role>(4),
                .grade = only_grade(row.get<std::string>(5)),
                .urgent = row.get<std::string>(6).starts_with("urgent/")};
  if (!sent.item) sent.request = row.get<std::optional<std::string>>(3);
  return sent;
}

}  // namespace

SentItems::SentItems(fs::path directory) : directory_(std::move(directory)), at_rest_(!has_log(directory_)) {
  std::error_code ignored;
  const auto file = database_file(directory_);
  if (!fs::exists(file, ignored)) throw CannotRead(nothing_to_read(directory_));
  reading([&] {
    db_ = open_for_reading(file, at_rest_ ? Connection::Mode::at_rest : Connection::Mode::read_only);
    check_schema(*db_, directory_);
  });
}

SentItems::~SentItems() = default;

std::vector<domain::SchoolInfo> SentItems::schools() {
  return reading([&] {
    auto rows = db_->query("SELECT school, name, time_zone FROM schools ORDER BY school");
    std::vector<domain::SchoolInfo> found;
    while (rows.next())
      found.push_back({rows.get<domain::SchoolId>(0), rows.get<std::string>(1), rows.get<std::string>(2)});
    return found;
  });
}

std::vector<SentItem> SentItems::page(domain::SchoolId school, domain::TimePoint since, domain::MessageId after) {
  return reading([&] {
    auto rows = db_->query(
        "SELECT m.message, coalesce(r.sent_at, m.at), m.payload, r.request, r.sender_role,"
        " coalesce(r.grades, (SELECT CASE count(DISTINCT c.grade) WHEN 1 THEN min(c.grade) ELSE '' END"
        "   FROM recipients t JOIN child_classes k ON k.school = t.school AND k.child = t.child AND k.position = 0"
        "   JOIN classes c ON c.school = k.school AND c.class = k.class"
        "   WHERE t.school = m.school AND t.message = m.message)), m.rules, r.earlier"
        " FROM messages m LEFT JOIN reviews r ON r.school = m.school AND r.message = m.message"
        " WHERE m.school = ? AND m.message > ? AND coalesce(r.sent_at, m.at) >= ? ORDER BY m.message LIMIT 64",
        school, after, since);
    std::vector<SentItem> found;
    while (rows.next()) found.push_back(item_of(rows));
    return found;
  });
}

void SentItems::check_undisturbed() const {
  if (at_rest_ && has_log(directory_)) throw CannotRead(opened_meanwhile(directory_));
}

}  // namespace jiaxin::storage
