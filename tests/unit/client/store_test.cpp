#include <sqlite3.h>
#include <sys/stat.h>

#include "rig.hpp"

namespace jiaxin::client::test {
namespace {

mode_t mode_of(const std::filesystem::path& path) {
  struct stat out {};
  EXPECT_EQ(::stat(path.c_str(), &out), 0) << path;
  return out.st_mode & 0777;
}

void run_sql(const std::filesystem::path& file, const char* sql) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &db), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  sqlite3_close(db);
}

std::string why_not(const std::filesystem::path& file) {
  try {
    const SqliteStore store(file);
    return "";
  } catch (const StoreError& error) {
    return error.what();
  }
}

v1::ClientFrame mark(std::uint64_t message_id) {
  v1::ClientFrame frame;
  *frame.mutable_mark_read()->mutable_member() = parent.ref();
  frame.mutable_mark_read()->set_message_id(message_id);
  return frame;
}

void keep(Store& store, Member member, const v1::Event& event) {
  const v1::Event* events[] = {&event};
  store.keep_events(member, 11, events);
}

TEST(StateFile, ItAndItsFolderArePrivate) {
  const Folder folder;
  const auto file = folder.path / "a" / "b" / "state.db";
  SqliteStore store(file);
  store.add(notice(ClientId::make()), 0);
  EXPECT_EQ(mode_of(file.parent_path()), 0700U);
  EXPECT_EQ(mode_of(file), 0600U);
  EXPECT_EQ(mode_of(file.string() + "-wal"), 0600U);
  EXPECT_EQ(mode_of(file.string() + ".lock"), 0600U);
}

TEST(StateFile, AFileOpenToOthersIsClosedToThem) {
  const Folder folder;
  const auto file = folder.path / "state.db";
  { const SqliteStore store(file); }
  ::chmod(file.c_str(), 0644);
  const SqliteStore store(file);
  EXPECT_EQ(mode_of(file), 0600U);
}

TEST(StateFile, ASecondClientIsToldThatItIsInUse) {
  const Folder folder;
  {
    const SqliteStore first(folder.path / "state.db");
    EXPECT_THAT(why_not(folder.path / "state.db"), testing::HasSubstr("in use by another client"));
  }
  EXPECT_EQ(why_not(folder.path / "state.db"), "");
}

TEST(StateFile, ANewerVersionIsNotTouched) {
  const Folder folder;
  const auto file = folder.path / "state.db";
  { const SqliteStore store(file); }
  run_sql(file, "PRAGMA user_version = 3");
  EXPECT_THAT(why_not(file), testing::HasSubstr("newer version"));
}

TEST(StateFile, AFileOfVersion1KeepsItsSessionAndLearnsTheServerAtTheNextSignIn) {
  const Folder folder;
  const auto file = folder.path / "state.db";
  { SqliteStore(file).add(notice(ClientId::make()), 0); }
  run_sql(file,
          "ALTER TABLE session DROP COLUMN server; INSERT INTO session VALUES(1, CAST('wang' AS BLOB), x'74');"
          "PRAGMA user_version = 1");
  for (int opened = 0; opened < 2; ++opened) {
    SqliteStore store(file);
    EXPECT_EQ(store.session().login, "wang");
    EXPECT_EQ(store.session().token, "t");
    EXPECT_EQ(store.session().server, "");
  }
  SqliteStore store(file);
  v1::SignedIn again;
  again.set_login("wang");
  EXPECT_TRUE(store.keep_session(again, "school.example:8480/ws").empty());
  EXPECT_EQ(store.session().token, "t");
  EXPECT_EQ(store.session().server, "school.example:8480/ws");
  EXPECT_EQ(store.waiting_count(), 1U);
}

TEST(StateFile, AnotherProgramsFileIsNotTouched) {
  const Folder folder;
  const auto file = folder.path / "state.db";
  run_sql(file, "CREATE TABLE recipes(name TEXT)");
  EXPECT_THAT(why_not(file), testing::HasSubstr("not a Jiaxin state file"));
}

TEST(StateFile, AFileThatIsNoDatabaseIsAClearFailure) {
  const Folder folder;
  const auto file = folder.path / "state.db";
  FILE* out = std::fopen(file.c_str(), "w");
  std::fputs("this is a letter to the parents, and certainly no database of any kind at all\n", out);
  std::fclose(out);
  EXPECT_NE(why_not(file), "");
}

TEST(Store, EverythingIsThereAfterReopening) {
  const Folder folder;
  const auto file = folder.path / "state.db";
  const auto id = ClientId::make();
  {
    SqliteStore store(file);
    v1::SignedIn signed_in;
    signed_in.set_login("wang");
    signed_in.set_token(std::string("\0tok", 4));
    *signed_in.add_memberships() = membership(teacher);
    store.keep_session(signed_in, "school.example:8480/ws");
    store.reset_log(teacher, 11);
    keep(store, teacher, item_event(1, "第一封"));
    store.add(notice(id), 123);
  }
  SqliteStore store(file);
  EXPECT_EQ(store.session().token, std::string("\0tok", 4));
  EXPECT_EQ(store.session().server, "school.example:8480/ws");
  EXPECT_EQ(store.session().memberships.at(0).school_name(), "实验小学");
  EXPECT_EQ(store.cursor(teacher).epoch, 11U);
  EXPECT_EQ(store.cursor(teacher).seq, 1U);
  EXPECT_EQ(store.inbox({}).at(0).item.title(), "第一封");
  const auto waiting = store.next_waiting(teacher, 0);
  ASSERT_TRUE(waiting);
  EXPECT_EQ(waiting->meta.client_id, id);
  EXPECT_EQ(waiting->meta.queued_at_ms, 123);
  EXPECT_FALSE(store.next_waiting(teacher, waiting->meta.row));
}

TEST(Store, TheSameClientIdJoinsOnlyWithTheSameContent) {
  SqliteStore store({});
  const auto id = ClientId::make();
  EXPECT_EQ(store.add(notice(id), 0).as, Added::As::fresh);
  EXPECT_EQ(store.add(notice(id), 9).as, Added::As::same);
  EXPECT_EQ(store.add(notice(id, "另一个标题"), 0).as, Added::As::different);
  EXPECT_EQ(store.waiting_count(), 1U);
}

TEST(Store, ARepeatAfterTheResultGetsTheResult) {
  SqliteStore store({});
  const auto frame = notice(ClientId::make());
  store.add(frame, 0);
  const auto entry = store.next_waiting(teacher, 0)->meta;
  EXPECT_TRUE(store.settle(entry, Rig::stored(frame, 44)));
  EXPECT_FALSE(store.settle(entry, Rig::stored(frame, 44)));
  const auto again = store.add(frame, 0);
  EXPECT_EQ(again.as, Added::As::same);
  EXPECT_EQ(again.settled->message_id, 44U);
}

TEST(Store, OnlyTheNewestResultsAreKept) {
  SqliteStore store({});
  for (std::uint64_t i = 0; i < 230; ++i) {
    const auto frame = notice(ClientId::make());
    store.add(frame, 0);
    store.settle(store.next_waiting(teacher, 0)->meta, Rig::stored(frame, i));
  }
  EXPECT_EQ(store.outbox(1000).size(), 200U);
  EXPECT_EQ(store.outbox(1).at(0).settled->message_id, 229U);
}

TEST(Store, AReadMarkShowsAtOnceAndIsNotRepeated) {
  SqliteStore store({});
  keep(store, parent, item_event(1));
  EXPECT_FALSE(store.inbox({}).at(0).read);
  EXPECT_EQ(store.add(mark(901), 0).as, Added::As::fresh);
  EXPECT_TRUE(store.inbox({}).at(0).read);
  EXPECT_EQ(store.add(mark(901), 0).as, Added::As::same);
  v1::ServerFrame marked;
  marked.mutable_read_marked()->set_read_at_ms(55);
  store.settle(store.next_waiting(parent, 0)->meta, marked);
  const auto again = store.add(mark(901), 0);
  EXPECT_EQ(again.as, Added::As::same);
  EXPECT_EQ(again.settled->marked.read_at_ms(), 55);
}

TEST(Store, TheInboxMergesMembershipsByTime) {
  SqliteStore store({});
  const Member other{9, 2};
  auto late = item_event(1, "late");
  late.set_at_ms(3'000'000);
  auto early = item_event(2, "early");
  early.set_at_ms(1'000);
  keep(store, other, early);
  keep(store, parent, item_event(1, "middle"));
  keep(store, teacher, late);
  const auto all = store.inbox({});
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].item.title(), "late");
  EXPECT_EQ(all[1].item.title(), "middle");
  EXPECT_EQ(all[2].item.title(), "early");
  EXPECT_TRUE(all[0].sent_by_me);
  InboxQuery query;
  query.unread_only = true;
  EXPECT_EQ(store.inbox(query).size(), 2U);
  query.member = other.ref();
  EXPECT_EQ(store.inbox(query).size(), 1U);
  query = {};
  query.before_at_ms = 3'000'000;
  query.limit = 1;
  EXPECT_EQ(store.inbox(query).at(0).item.title(), "middle");
}

TEST(Store, TheLatestAnswerOfEachGuardianCounts) {
  SqliteStore store({});
  keep(store, parent, item_event(1));
  for (const auto id : {5, 9, 7}) {
    v1::Event event;
    event.set_seq(2);
    event.set_message_id(901);
    event.mutable_answer()->set_answer_id(static_cast<std::uint64_t>(id));
    event.mutable_answer()->set_child_id(1);
    event.mutable_answer()->set_member_id(parent.member);
    keep(store, parent, event);
  }
  const auto entry = store.inbox_entry(parent, 901);
  ASSERT_EQ(entry->answers.size(), 1U);
  EXPECT_EQ(entry->answers[0].answer_id(), 9U);
  EXPECT_EQ(store.own_answer(parent, 901, 1), 9U);
}

TEST(Store, AResetForgetsOneLogOnly) {
  SqliteStore store({});
  keep(store, parent, item_event(1));
  keep(store, teacher, item_event(1));
  store.reset_log(parent, 12);
  EXPECT_EQ(store.inbox({}).size(), 1U);
  EXPECT_EQ(store.cursor(parent).seq, 0U);
  EXPECT_EQ(store.cursor(teacher).seq, 1U);
}

TEST(Store, WithoutAnInboxOnlyTheCursorIsKept) {
  SqliteStore store({}, false);
  keep(store, parent, item_event(1));
  EXPECT_TRUE(store.inbox({}).empty());
  EXPECT_EQ(store.cursor(parent).seq, 1U);
}

TEST(Store, NoTokenOfTheFormerPersonOrServerIsKept) {
  v1::SignedIn first;
  first.set_login("wang");
  first.set_token("secret");
  auto second = first;
  second.clear_token();
  SqliteStore store({});
  store.keep_session(first, "a:80/ws");
  store.keep_session(second, "b:80/ws");
  EXPECT_EQ(store.session().token, "");
  store.keep_session(first, "b:80/ws");
  second.set_login("li");
  store.keep_session(second, "b:80/ws");
  EXPECT_EQ(store.session().token, "");
}

TEST(Store, ErasingLeavesNothing) {
  SqliteStore store({});
  keep(store, parent, item_event(1));
  store.add(notice(ClientId::make()), 0);
  EXPECT_EQ(store.erase().size(), 1U);
  EXPECT_TRUE(store.inbox({}).empty());
  EXPECT_TRUE(store.outbox(10).empty());
  EXPECT_EQ(store.cursor(parent).seq, 0U);
}

}  // namespace
}  // namespace jiaxin::client::test
