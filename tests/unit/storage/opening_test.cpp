#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "storage/migrations.hpp"
#include "storage/sqlite.hpp"
#include "support.hpp"

namespace jiaxin::storage {
namespace {

namespace fs = std::filesystem;
using Kind = OpenFailure::Kind;

std::string contents(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

mode_t mode_of(const fs::path& path) {
  struct stat found {};
  EXPECT_EQ(::stat(path.c_str(), &found), 0) << path;
  return found.st_mode & 0777;
}

class Opening : public StoreTest {
 protected:
  void SetUp() override {}  // each test opens for itself

  std::optional<OpenFailure> refusal(StoreOptions with) {
    auto opened = SqliteStore::open(std::move(with));
    auto* failure = std::get_if<OpenFailure>(&opened);
    return failure ? std::optional(*failure) : std::nullopt;
  }
  std::optional<Kind> refused() {
    auto with = options();
    with.create_if_missing = false;
    const auto failure = refusal(with);
    if (!failure) return std::nullopt;
    EXPECT_FALSE(failure->text_en.empty());
    EXPECT_FALSE(failure->text_zh.empty());
    return failure->kind;
  }
  void make_database() {
    open();
    found_small_school();
    store_.reset();
  }
};

TEST_F(Opening, WithoutADatabaseTheServerDoesNotMakeOne) {
  EXPECT_EQ(refused(), Kind::missing);
  EXPECT_FALSE(fs::exists(directory_.path() / "data"));
  fs::create_directory(directory_.path() / "data");
  EXPECT_EQ(refused(), Kind::missing);
  EXPECT_FALSE(fs::exists(file()));
}

TEST_F(Opening, AnInitThatWasCutShortIsNoDatabaseYetAndCanBeRepeated) {
  fs::create_directory(directory_.path() / "data");
  std::ofstream(file()).close();
  EXPECT_EQ(refused(), Kind::missing);
  open();
  EXPECT_EQ(found_school("实验小学").value, 1u);
}

TEST_F(Opening, FilesAreForTheServersUserOnlyWhateverTheUmask) {
  const auto old = ::umask(0);
  open();
  found_small_school();
  ::umask(old);
  EXPECT_EQ(mode_of(directory_.path() / "data"), 0700u);
  for (const char* name : {"jiaxin.db", "jiaxin.db-wal", "jiaxin.db-shm", "lock", "running"})
    EXPECT_EQ(mode_of(directory_.path() / "data" / name), 0600u) << name;
}

TEST_F(Opening, SchoolsAndTheirDirectoriesAreThereAfterReopening) {
  make_database();
  open();
  ASSERT_EQ(store_->list_schools().size(), 1u);
  EXPECT_EQ(store_->list_schools()[0].name, "实验小学");
  EXPECT_EQ(store_->list_schools()[0].time_zone, "Asia/Shanghai");
  EXPECT_TRUE(member({1}, "p-mu"));
  EXPECT_FALSE(store_->school({2}));
}

TEST_F(Opening, AnotherStoreOnTheSameDirectoryIsRefusedUntilTheFirstStops) {
  open();
  EXPECT_EQ(refused(), Kind::locked);
  store_->stop();
  EXPECT_EQ(refused(), std::nullopt);
}

TEST_F(Opening, AnotherProcessIsRefused) {
  make_database();
  open();
  const pid_t child = ::fork();
  if (child == 0) ::_exit(refused() == Kind::locked ? 0 : 1);
  int status = 1;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

TEST_F(Opening, ANewerDatabaseIsRefusedAndNotChanged) {
  make_database();
  {
    Connection db(file(), Connection::Mode::read_write);
    db.set_pragma("user_version", schema_version + 1);
  }
  const auto before = contents(file());
  EXPECT_EQ(refused(), Kind::newer);
  EXPECT_EQ(contents(file()), before);
}

TEST_F(Opening, SomebodyElsesDatabaseIsRefusedAndNotChanged) {
  fs::create_directory(directory_.path() / "data");
  std::ofstream(file()).close();
  {
    Connection db(file(), Connection::Mode::read_write);
    db.script("CREATE TABLE theirs (x)");
  }
  const auto before = contents(file());
  EXPECT_EQ(refused(), Kind::damaged);
  EXPECT_EQ(refusal(options())->kind, Kind::damaged) << "init does not take it over either";
  EXPECT_EQ(contents(file()), before);
}

TEST_F(Opening, AFileThatIsNoDatabaseIsRefused) {
  fs::create_directory(directory_.path() / "data");
  std::ofstream(file()) << std::string(8192, 'x');
  EXPECT_EQ(refused(), Kind::damaged);
}

TEST_F(Opening, ABrokenPageIsFound) {
  make_database();
  const auto size = fs::file_size(file());
  {
    std::fstream out(file(), std::ios::in | std::ios::out | std::ios::binary);
    for (std::uintmax_t page = 2; page * 4096 < size; ++page) {
      out.seekp(static_cast<std::streamoff>(page * 4096));
      out << std::string(64, '\xff');
    }
  }
  EXPECT_EQ(refused(), Kind::damaged);
}

TEST_F(Opening, ACleanStopLeavesOneFileAndNoMark) {
  make_database();
  EXPECT_FALSE(fs::exists(directory_.path() / "data" / "running"));
  EXPECT_FALSE(fs::exists(file().string() + "-wal"));
}

TEST_F(Opening, TheDatabaseKeepsItsPromisesOnDurability) {
  make_database();
  Connection db(file(), Connection::Mode::read_only);
  EXPECT_EQ(db.value<std::string>("PRAGMA journal_mode"), "wal");
  EXPECT_EQ(db.value<std::int64_t>("PRAGMA application_id"), application_id);
  EXPECT_EQ(db.value<std::int64_t>("PRAGMA user_version"), schema_version);
  EXPECT_EQ(db.value<std::int64_t>("PRAGMA auto_vacuum"), 2);
  EXPECT_EQ(db.value<std::int64_t>("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 0"
                                   " AND name NOT LIKE 'sqlite_%'"),
            0);
}

TEST_F(Opening, TheSchoolComesFirstInEveryKeyButThoseOfIdentities) {
  make_database();
  Connection db(file(), Connection::Mode::read_only);
  auto keys = db.query(
      "SELECT t.name, i.name, c.name FROM pragma_table_list t JOIN pragma_index_list(t.name) i"
      " JOIN pragma_index_info(i.name) c ON c.seqno = 0 WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite_%'"
      " AND c.name <> 'school'");
  std::vector<std::string> exceptions;
  while (keys.next()) exceptions.push_back(keys.get<std::string>(0) + "." + keys.get<std::string>(2));
  EXPECT_THAT(exceptions,
              ::testing::UnorderedElementsAre("schools.name", "identities.login", "memberships.identity",
                                              "device_sessions.token", "device_sessions.identity", "codes.code"));
}

}  // namespace
}  // namespace jiaxin::storage
