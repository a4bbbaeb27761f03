#include "support.hpp"

#include <stdlib.h>

namespace jiaxin::storage {

TemporaryDirectory::TemporaryDirectory() {
  std::string pattern = (std::filesystem::temp_directory_path() / "jiaxin-storage-XXXXXX").string();
  if (!::mkdtemp(pattern.data())) throw std::runtime_error("mkdtemp");
  path_ = pattern;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Roster small_roster() {
  Roster roster{.school_name = "实验小学"};
  roster.classes = {{"c1", "一年级(1)班", "1"}, {"c2", "一年级(2)班", "1"}};
  roster.children = {{"k-ming", "小明", {"c1"}}, {"k-hong", "小红", {"c1"}}, {"k-wang", "小王", {"c1", "c2"}}};
  roster.people = {
      {.sourced_id = "t-wang",
       .name = "王老师",
       .login_hint = "wang",
       .leads_grades = {"1"},
       .posts = {{"c1", true}, {"c2", false}},
       .children = {{"k-wang", "母亲", true, true}}},
      {.sourced_id = "p-mu",
       .name = "母",
       .login_hint = "mu",
       .children = {{"k-ming", "母亲", true, true}, {"k-hong", "母亲", true, true}}},
      {.sourced_id = "p-fu", .name = "父", .login_hint = "fu", .children = {{"k-ming", "父亲", true, true}}},
  };
  return roster;
}

StoreOptions StoreTest::options() const {
  StoreOptions options{.directory = directory_.path() / "data", .create_if_missing = true};
  options.fsync = false;  // quick; what fsync is for, no test in one process can see
  return options;
}

void StoreTest::open(StoreOptions with) {
  with.on_fatal = [this](std::string what) { fatal_.push_back(std::move(what)); };
  auto opened = SqliteStore::open(std::move(with));
  if (auto* failure = std::get_if<OpenFailure>(&opened)) FAIL() << failure->text_en;
  store_ = std::move(std::get<std::unique_ptr<SqliteStore>>(opened));
}

void StoreTest::reopen() {
  store_.reset();
  open();
}

SchoolId StoreTest::found_school(const std::string& name, std::uint64_t code) {
  const auto made = store_->create_school({.name = name,
                                           .time_zone = "Asia/Shanghai",
                                           .administrator_name = "管理员",
                                           .administrator_code = bytes_of(code),
                                           .code_expires_at = at_ms(1'000'000)});
  return std::get<SchoolCreated>(made.value()).school;
}

SchoolId StoreTest::found_small_school(const std::string& name, std::uint64_t code) {
  const auto school = found_school(name, code);
  EXPECT_TRUE(apply(school, small_roster()));
  return school;
}

MemberId StoreTest::member(SchoolId school, const std::string& sourced_id) const {
  const auto* found = store_->school(school)->find_person(sourced_id);
  return found ? found->id : MemberId{};
}

ChildId StoreTest::child(SchoolId school, const std::string& sourced_id) const {
  for (const auto& one : store_->school(school)->children())
    if (one.sourced_id == sourced_id) return one.id;
  return {};
}

std::optional<RosterCounts> StoreTest::apply(SchoolId school, const Roster& roster, bool dry_run) {
  return answer_of<RosterCounts>([&](auto done) { store_->apply_roster(school, roster, dry_run, done); });
}
std::optional<SendCommitted> StoreTest::send(const NewMessage& message) {
  return answer_of<SendCommitted>([&](auto done) { store_->send(message, done); });
}
std::optional<AnswerCommitted> StoreTest::give(const NewAnswer& answer) {
  return answer_of<AnswerCommitted>([&](auto done) { store_->answer(answer, done); });
}
std::optional<ReadCommitted> StoreTest::read(MemberKey member, MessageId message, TimePoint at) {
  return answer_of<ReadCommitted>([&](auto done) { store_->mark_read(member, message, at, done); });
}
std::optional<std::vector<ReceiptChange>> StoreTest::ack(MemberKey member, std::uint64_t seq, TimePoint at,
                                                         std::uint64_t device) {
  return answer_of<std::vector<ReceiptChange>>(
      [&](auto done) { store_->acknowledge(member, {device}, {seq}, at, done); });
}
LogPage StoreTest::log(MemberKey member, std::uint64_t after, std::size_t max_events, std::size_t max_bytes) {
  return answer_of<LogPage>([&](auto done) { store_->read_log(member, {after}, max_events, max_bytes, done); }).value();
}
ReceiptSummary StoreTest::summary(SchoolId school, MessageId message) {
  return answer_of<ReceiptSummary>([&](auto done) { store_->receipt_summary(school, message, done); }).value();
}
std::vector<ReceiptRow> StoreTest::receipts(SchoolId school, MessageId message) {
  return answer_of<std::vector<ReceiptRow>>(
             [&](auto done) { store_->receipt_rows(school, message, {}, {}, 1000, done); })
      .value();
}

NewMessage StoreTest::notice(SchoolId school, std::uint64_t id, const std::string& text) {
  const auto ming = child(school, "k-ming"), hong = child(school, "k-hong");
  return {.sender = {school, member(school, "t-wang")},
          .client_id = client_id(id),
          .content_hash = bytes_of(std::hash<std::string>{}(text)),
          .at = at_ms(static_cast<std::int64_t>(1000 + id)),
          .item = handlers::ItemSerialiser::make(text, Verdict::allow),
          .findings = "none",
          .policy_version = "1",
          .addressees = {{member(school, "p-mu"), {ming, hong}, "小明小红"}, {member(school, "p-fu"), {ming}, "小明"}}};
}

MessageId StoreTest::stored(const NewMessage& message) {
  return std::get<MessageStored>(send(message).value().outcome).id;
}

std::vector<std::uint64_t> seqs(const LogPage& page) {
  std::vector<std::uint64_t> found;
  for (const auto& entry : page.entries) found.push_back(entry.seq.value);
  return found;
}

std::vector<std::uint64_t> messages(const LogPage& page) {
  std::vector<std::uint64_t> found;
  for (const auto& entry : page.entries) found.push_back(entry.message.value);
  return found;
}

std::string text_of(const LogEntry& entry) { return std::get<StoredCleared>(entry.body).bytes(); }

}  // namespace jiaxin::storage
