#include <set>

#include "handler_scene.hpp"

namespace jiaxin::handlers {
namespace {

class Receipts : public Scene {
 protected:
  v1::ClientFrame request(domain::MemberId who, domain::MessageId message, const std::string& token = {}) const {
    v1::ClientFrame frame;
    name(*frame.mutable_get_receipts()->mutable_member(), who);
    frame.mutable_get_receipts()->set_message_id(message.value);
    frame.mutable_get_receipts()->set_page_token(token);
    return frame;
  }
  v1::Receipts page(domain::MessageId message, const std::string& token = {}) {
    const auto answer = ask(zhao, request(zhao, message, token)).frame();
    EXPECT_TRUE(answer.has_receipts()) << answer.ShortDebugString();
    EXPECT_LE(codec::encode(answer).size(), codec::max_frame_bytes);
    return answer.receipts();
  }
  // A class of so many children, each with one guardian, in the class teacher zhao's class.
  void enlarge(std::uint32_t count) {
    auto people = staff();
    for (auto& member : people) member.children.clear();
    std::vector<domain::ChildInfo> children;
    for (std::uint32_t i = 1; i <= count; ++i) {
      children.push_back({.id = {i}, .sourced_id = "p" + std::to_string(i), .name = "学生", .classes = {class_31}});
      people.push_back(person({1000 + i}, "g" + std::to_string(i), "家长"));
      people.back().children = {edge({i}, "母亲")};
    }
    server.schools.put(std::make_shared<const domain::SchoolDirectory>(
        domain::SchoolInfo{school_id, "向阳路小学", "Asia/Shanghai"}, classes(), children, people));
  }
  // Every row of all pages; each page must bring something new.
  std::vector<v1::Receipt> all_rows(domain::MessageId message) {
    std::vector<v1::Receipt> rows;
    std::string token;
    pages = 0;
    do {
      const auto one = page(message, token);
      rows.insert(rows.end(), one.receipts().begin(), one.receipts().end());
      token = one.next_page_token();
      ++pages;
    } while (!token.empty() && pages < 100);
    return rows;
  }
  std::size_t pages = 0;
};

TEST_F(Receipts, ShowEachGuardianAndChildByName) {
  const auto shown = page(stored(zhao, letter(zhao, {class_31})));
  ASSERT_EQ(shown.receipts_size(), 5);
  const auto& first = shown.receipts(0);
  EXPECT_EQ(first.member_id(), wang.value);
  EXPECT_EQ(first.guardian_name(), "王强");
  EXPECT_EQ(first.relation(), "父亲");
  EXPECT_EQ(first.child_name(), "王小明");
  EXPECT_EQ(first.class_title(), "三年级(1)班");
  EXPECT_EQ(first.stored_at_ms(), server.clock.now().time_since_epoch().count());
  EXPECT_EQ(shown.next_page_token(), "");
  EXPECT_EQ(shown.summary().rows(), 5U);
  EXPECT_EQ(shown.summary().children(), 4U);
  EXPECT_EQ(shown.summary().children_unanswered(), 4U);
}

TEST_F(Receipts, TellStoredDeliveredReadAndAnsweredApart) {
  const auto id = stored(zhao, letter(zhao, {class_31}));
  const auto row = [&] { return page(id).receipts(0); };
  EXPECT_EQ(row().delivered_at_ms(), 0);
  server.clock.advance(std::chrono::seconds(1));
  const auto delivered = server.clock.now().time_since_epoch().count();
  server.messages.acknowledge(key(wang), {1}, {1}, server.clock.now(), [](auto) {});
  EXPECT_EQ(row().delivered_at_ms(), delivered);
  EXPECT_EQ(row().read_at_ms(), 0);
  server.clock.advance(std::chrono::seconds(1));
  ask(wang, opened(wang, id));
  EXPECT_EQ(row().read_at_ms(), delivered + 1000);
  EXPECT_EQ(row().answered_at_ms(), 0);
  EXPECT_EQ(row().choice(), v1::CHOICE_UNSPECIFIED) << "silence is no choice";
  server.clock.advance(std::chrono::seconds(1));
  auto answer = slip(wang, id, ming, 1);
  answer.mutable_answer_slip()->set_comment("要去医院");
  ask(wang, answer).frame();
  EXPECT_EQ(row().answered_at_ms(), delivered + 2000);
  EXPECT_EQ(row().choice(), v1::CHOICE_SLIP);
  EXPECT_EQ(row().slip_option(), 1U);
  EXPECT_EQ(row().comment(), "要去医院");
  EXPECT_EQ(page(id).summary().slip_counts(1), 1U);
}

TEST_F(Receipts, AreTheSendersAlone) {
  const auto id = stored(zhao, letter(zhao, {class_31}));
  for (const auto who : {wang, qian, wu, principal, administrator})
    EXPECT_EQ(ask(who, request(who, id)).error().code(), v1::ERROR_CODE_NOT_FOUND);
  EXPECT_EQ(ask(wang, request(zhao, id)).error().code(), v1::ERROR_CODE_FORBIDDEN);
  EXPECT_EQ(ask(zhao, request(zhao, {999})).error().code(), v1::ERROR_CODE_NOT_FOUND);
}

TEST_F(Receipts, OfABlockedItemAreNotFound) {
  ask(zhao, notice(zhao, {class_31}, 1, homework)).frame();
  EXPECT_EQ(ask(zhao, request(zhao, {1})).error().code(), v1::ERROR_CODE_NOT_FOUND);
}

TEST_F(Receipts, OfAHeldItemAreEmpty) {
  const auto held = ask(zhao, notice(zhao, {class_31}, 1, held_words)).frame().send_result().held().message_id();
  EXPECT_EQ(page({held}).receipts_size(), 0);
}

TEST_F(Receipts, ComeInPagesThatShowEachRowOnce) {
  enlarge(450);
  const auto rows = all_rows(stored(zhao, letter(zhao, {class_31})));
  std::set<std::uint32_t> children;
  for (const auto& row : rows) children.insert(row.child_id());
  EXPECT_EQ(rows.size(), 450U);
  EXPECT_EQ(children.size(), 450U);
  EXPECT_EQ(pages, 3U);
}

TEST_F(Receipts, OfExactlyOnePageEndAtTheLatestWithAnEmptyOne) {
  enlarge(200);
  EXPECT_EQ(all_rows(stored(zhao, letter(zhao, {class_31}))).size(), 200U);
  EXPECT_LE(pages, 2U);
}

TEST_F(Receipts, WithLongCommentsStayWithinAFrame) {
  enlarge(300);
  const auto id = stored(zhao, letter(zhao, {class_31}));
  for (std::uint32_t i = 1; i <= 300; ++i) {
    ask(domain::MemberId{1000 + i}, opened({1000 + i}, id));
    auto frame = slip({1000 + i}, id, {i});
    frame.mutable_answer_slip()->set_comment(std::string(1024, 'x'));
    ASSERT_TRUE(ask(domain::MemberId{1000 + i}, frame).frame().has_answered());
  }
  const auto rows = all_rows(id);
  ASSERT_EQ(rows.size(), 300U);
  EXPECT_GT(pages, 5U);
  for (const auto& row : rows) EXPECT_EQ(row.comment().size(), 1024U);
}

TEST_F(Receipts, RefuseAPageMarkThatNobodyGaveOut) {
  const auto id = stored(zhao, letter(zhao, {class_31}));
  for (const auto* token : {"x", "1", "1.", ".1", "1.2.3", "1.2 ", "-1.2", "99999999999.1", "1.99999999999"}) {
    const auto error = ask(zhao, request(zhao, id, token)).error();
    EXPECT_EQ(error.code(), v1::ERROR_CODE_INVALID) << token;
    EXPECT_EQ(error.field(), "get_receipts.page_token");
  }
}

TEST_F(Receipts, OfAGuardianWhoHasLeftKeepTheirRow) {
  const auto id = stored(zhao, letter(zhao, {class_31}));
  auto people = staff();
  server.schools.put(
      std::make_shared<const domain::SchoolDirectory>(domain::SchoolInfo{school_id, "向阳路小学", "Asia/Shanghai"},
                                                      classes(), std::vector<domain::ChildInfo>{}, people));
  EXPECT_EQ(page(id).receipts_size(), 5);
}

TEST_F(Receipts, AreUnavailableWhereverStorageFails) {
  const auto id = stored(zhao, letter(zhao, {class_31}));
  for (std::size_t k = 1; k <= 3; ++k) {
    server.messages.answers.fail_call(k);
    EXPECT_EQ(ask(zhao, request(zhao, id)).error().code(), v1::ERROR_CODE_UNAVAILABLE) << k;
  }
  EXPECT_EQ(page(id).receipts_size(), 5);
}

}  // namespace
}  // namespace jiaxin::handlers
