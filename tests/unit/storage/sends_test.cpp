#include "support.hpp"

namespace jiaxin::storage {
namespace {

using ::testing::ElementsAre;

class Sends : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    school_ = found_small_school();
    teacher_ = {school_, member(school_, "t-wang")};
    mother_ = {school_, member(school_, "p-mu")};
    father_ = {school_, member(school_, "p-fu")};
  }
  SchoolId school_;
  MemberKey teacher_, mother_, father_;
};

TEST_F(Sends, ASendReachesEachGuardianOnceAndTheSender) {
  const auto sent = send(notice(school_, 1)).value();
  const auto& stored = std::get<MessageStored>(sent.outcome);
  EXPECT_EQ(stored.guardians, 2u);
  EXPECT_EQ(stored.children, 2u);
  EXPECT_EQ(stored.at, at_ms(1001));
  ASSERT_TRUE(sent.published);
  EXPECT_EQ(std::get<StoredCleared>(sent.published->body).bytes(), "明天春游");
  ASSERT_EQ(sent.published->deliveries.size(), 3u);
  for (const auto& delivery : sent.published->deliveries) {
    EXPECT_EQ(delivery.seq.value, 1u);
    const auto page = log(delivery.member);
    EXPECT_EQ(page.epoch, delivery.epoch);
    EXPECT_EQ(page.head, delivery.seq);
    ASSERT_EQ(page.entries.size(), 1u);
    EXPECT_EQ(page.entries[0].message, stored.id);
    EXPECT_EQ(page.entries[0].at, at_ms(1001));
    EXPECT_EQ(page.entries[0].children, delivery.children);
    EXPECT_EQ(text_of(page.entries[0]), "明天春游");
  }
  EXPECT_EQ(log(mother_).entries[0].children, "小明小红");
  EXPECT_EQ(log(teacher_).entries[0].children, "");
  EXPECT_TRUE(std::is_sorted(sent.published->deliveries.begin(), sent.published->deliveries.end(),
                             [](const auto& a, const auto& b) { return a.member < b.member; }));
}

TEST_F(Sends, ATeacherWithAChildInTheClassGetsOneEventWithHerChildren) {
  auto message = notice(school_, 1);
  message.addressees.push_back({teacher_.member, {child(school_, "k-wang")}, "小王"});
  const auto sent = send(message).value();
  EXPECT_EQ(sent.published->deliveries.size(), 3u);
  EXPECT_EQ(std::get<MessageStored>(sent.outcome).guardians, 3u);
  ASSERT_THAT(seqs(log(teacher_)), ElementsAre(1u));
  EXPECT_EQ(log(teacher_).entries[0].children, "小王");
}

TEST_F(Sends, TheSameSendAgainGivesTheFirstResult) {
  const auto first = send(notice(school_, 1)).value();
  auto again = notice(school_, 1);
  again.at = at_ms(999'999);
  const auto second = send(again).value();
  EXPECT_EQ(std::get<MessageStored>(second.outcome).id, std::get<MessageStored>(first.outcome).id);
  EXPECT_EQ(std::get<MessageStored>(second.outcome).at, at_ms(1001));
  EXPECT_EQ(std::get<MessageStored>(second.outcome).guardians, 2u);
  EXPECT_EQ(std::get<MessageStored>(second.outcome).children, 2u);
  EXPECT_FALSE(second.published);
  EXPECT_EQ(log(mother_).head.value, 1u);
}

TEST_F(Sends, TheSameIdWithOtherContentIsAConflict) {
  send(notice(school_, 1, "明天春游"));
  const auto other = send(notice(school_, 1, "明天不春游")).value();
  EXPECT_TRUE(std::holds_alternative<ClientIdConflict>(other.outcome));
  EXPECT_FALSE(other.published);
  EXPECT_EQ(log(mother_).head.value, 1u);
}

TEST_F(Sends, TwoSendersMayChooseTheSameId) {
  send(notice(school_, 1));
  auto other = notice(school_, 1, "别的内容");
  other.sender = father_;
  EXPECT_TRUE(std::holds_alternative<MessageStored>(send(other).value().outcome));
}

TEST_F(Sends, HeldItemsReachNoLogAndNoReceipt) {
  auto message = notice(school_, 1);
  message.item = handlers::ItemSerialiser::make("也许是作业", Verdict::hold);
  message.findings = "why";
  for (int round = 0; round < 2; ++round) {
    const auto sent = send(message).value();
    EXPECT_EQ(std::get<MessageHeld>(sent.outcome).findings, "why");
    EXPECT_EQ(std::get<MessageHeld>(sent.outcome).at, at_ms(1001));
    EXPECT_FALSE(sent.published);
    EXPECT_TRUE(receipts(school_, std::get<MessageHeld>(sent.outcome).id).empty());
  }
  for (const auto member : {teacher_, mother_, father_}) EXPECT_EQ(log(member).head.value, 0u);
}

TEST_F(Sends, BlockedItemsReachNobody) {
  auto message = notice(school_, 1);
  message.item = BlockedItem{};
  message.findings = std::string("\0\xff why", 6);
  for (int round = 0; round < 2; ++round) {
    const auto sent = send(message).value();
    EXPECT_EQ(std::get<MessageBlocked>(sent.outcome).findings, message.findings);
    EXPECT_FALSE(sent.published);
  }
  for (const auto member : {teacher_, mother_, father_}) EXPECT_EQ(log(member).head.value, 0u);
  auto facts = answer_of<std::optional<MessageFacts>>([&](auto done) { store_->message_facts(school_, {1}, done); });
  EXPECT_FALSE(facts.value()) << "there are no receipts of it";
}

TEST_F(Sends, FactsOfAMessageAreThoseItWasSentWith) {
  auto message = notice(school_, 1);
  message.asked = Asked::consent;
  message.deadline = at_ms(5000);
  const auto id = stored(message);
  const auto facts =
      answer_of<std::optional<MessageFacts>>([&](auto done) { store_->message_facts(school_, id, done); }).value();
  ASSERT_TRUE(facts);
  EXPECT_EQ(facts->sender, teacher_.member);
  EXPECT_EQ(facts->asked, Asked::consent);
  EXPECT_EQ(facts->deadline, at_ms(5000));
}

TEST_F(Sends, EverythingIsThereAfterReopening) {
  const auto id = stored(notice(school_, 1));
  const auto before = log(mother_);
  reopen();
  const auto after = log(mother_);
  EXPECT_EQ(after.epoch, before.epoch);
  EXPECT_EQ(after.head, before.head);
  EXPECT_EQ(text_of(after.entries.at(0)), "明天春游");
  EXPECT_FALSE(send(notice(school_, 1)).value().published);
  EXPECT_GT(stored(notice(school_, 2)), id);
}

TEST_F(Sends, TwoSchoolsNumberTheirMessagesApart) {
  const auto other = found_small_school("第二小学", 2);
  EXPECT_EQ(stored(notice(school_, 1)).value, 1u);
  EXPECT_EQ(stored(notice(other, 1, "别校的事")).value, 1u);
  EXPECT_EQ(text_of(log({other, member(other, "p-mu")}).entries.at(0)), "别校的事");
  EXPECT_EQ(text_of(log(mother_).entries.at(0)), "明天春游");
}

}  // namespace
}  // namespace jiaxin::storage
