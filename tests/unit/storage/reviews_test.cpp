#include <atomic>
#include <thread>

#include "storage/sqlite.hpp"
#include "support.hpp"

namespace jiaxin::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Reviews : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    school_ = found_small_school();
    teacher_ = {school_, member(school_, "t-wang")};
    mother_ = {school_, member(school_, "p-mu")};
    father_ = {school_, member(school_, "p-fu")};
  }

  NewMessage stopped(std::uint64_t id, bool blocked) {
    auto message = notice(school_, id, "words");
    if (blocked) message.item = BlockedItem{};
    else message.item = handlers::ItemSerialiser::make("words", Verdict::hold);
    message.findings = "with quotes";
    message.rules = "national/a\nnational/b";
    message.judged_sha256 = bytes_of(77);
    NewReview review{.request = "request",
                     .earlier = "said before",
                     .findings_kept = "without quotes",
                     .title = "标题",
                     .sent_to = "一年级(1)班",
                     .sender_name = "王老师",
                     .grades = {"1"}};
    if (blocked) review.text_until = at_ms(10'000);
    else review.deciders = {father_.member};
    message.review = std::move(review);
    return message;
  }
  MessageId held(std::uint64_t id) { return std::get<MessageHeld>(send(stopped(id, false)).value().outcome).id; }
  MessageId blocked(std::uint64_t id) { return std::get<MessageBlocked>(send(stopped(id, true)).value().outcome).id; }

  std::optional<QuestionCommitted> ask(MessageId message, MemberKey sender, std::int64_t at = 2000) {
    return answer_of<QuestionCommitted>([&](auto done) {
      store_->ask_decision({sender, message, "请看", {father_.member}, at_ms(at)}, done);
    });
  }

  NewDecision decision(MessageId message, bool release, const std::string& reason = "可以") {
    NewDecision given{
        .school = school_,
        .message = message,
        .decision = {.released = release, .reason = reason, .by = father_.member, .by_name = "父", .at = at_ms(3000)},
        .release = std::nullopt,
        .addressees = {},
        .hear = {father_.member}};
    if (!release) return given;
    given.release = handlers::ItemSerialiser::make("released words", Verdict::released);
    given.addressees = {{mother_.member, {child(school_, "k-ming")}, "小明"}};
    return given;
  }
  std::optional<DecisionCommitted> decide(const NewDecision& given) {
    return answer_of<DecisionCommitted>([&](auto done) { store_->decide_review(given, done); });
  }
  DecisionStands stands(const NewDecision& given) { return std::get<DecisionStands>(decide(given).value().outcome); }

  std::optional<ReviewFile> file_of(MessageId message) {
    return answer_of<std::optional<ReviewFile>>([&](auto done) { store_->review_file(school_, message, done); })
        .value();
  }
  ReviewPage page(ReviewList list, std::size_t max_rows = 50, MessageId from = {}) {
    ReviewQuery query{list, teacher_.member, from, max_rows, [](const StoppedItem&) { return true; }};
    return answer_of<ReviewPage>([&](auto done) { store_->reviews(school_, query, done); }).value();
  }
  static std::vector<std::uint64_t> ids(const ReviewPage& page) {
    std::vector<std::uint64_t> found;
    for (const auto& record : page.reviews) found.push_back(record.message.value);
    return found;
  }
  std::size_t forget(std::int64_t now) {
    return answer_of<std::size_t>([&](auto done) { store_->forget_blocked_texts(at_ms(now), done); }).value();
  }
  template <class T, class... Values>
  T raw(Sql sql, const Values&... values) {
    Connection db(file(), Connection::Mode::read_write);
    return db.value<T>(sql, values...);
  }

  SchoolId school_;
  MemberKey teacher_, mother_, father_;
};

TEST_F(Reviews, AHeldItemWaitsAndThoseWhoMayDecideAreTold) {
  const auto sent = send(stopped(1, false)).value();
  ASSERT_TRUE(sent.published);
  ASSERT_EQ(sent.published->deliveries.size(), 1U);
  EXPECT_EQ(sent.published->deliveries[0].member, father_);
  const auto told = std::get<ReviewNotice>(log(father_).entries.at(0).body);
  EXPECT_EQ(told.sender_name, "王老师");
  EXPECT_FALSE(told.decision);
  EXPECT_EQ(log(teacher_).head.value, 0U);
  EXPECT_EQ(log(mother_).head.value, 0U);
  EXPECT_FALSE(send(stopped(1, false)).value().published) << "told once";
  EXPECT_EQ(log(father_).head.value, 1U);
}

TEST_F(Reviews, AReleaseIsInEveryLogWithItsReceiptsAndTheSenderIsTold) {
  const auto id = held(1);
  const auto committed = decide(decision(id, true)).value();
  const auto& made = std::get<DecisionStands>(committed.outcome);
  EXPECT_TRUE(made.counts);
  EXPECT_EQ(made.decision.guardians, 1U);
  ASSERT_EQ(committed.published.size(), 2U);
  EXPECT_EQ(text_of(log(mother_).entries.at(0)), "released words");
  EXPECT_EQ(log(mother_).entries[0].at, at_ms(3000));
  const auto teachers = log(teacher_);
  ASSERT_EQ(teachers.entries.size(), 2U);
  EXPECT_EQ(text_of(teachers.entries[0]), "released words");
  EXPECT_EQ(std::get<ReviewNotice>(teachers.entries[1].body).decision->reason, "可以");
  EXPECT_EQ(std::get<ReviewNotice>(teachers.entries[1].body).decision->guardians, 1U);
  ASSERT_EQ(receipts(school_, id).size(), 1U);
  EXPECT_EQ(receipts(school_, id)[0].stored_at, at_ms(3000));
}

TEST_F(Reviews, NewsOfAReviewAreNoDeliveryOfTheItem) {
  auto message = stopped(1, false);
  message.review->deciders = {mother_.member};
  const auto id = std::get<MessageHeld>(send(message).value().outcome).id;
  auto given = decision(id, true);
  decide(given);
  EXPECT_THAT(ack(mother_, 1, at_ms(4000)).value(), IsEmpty()) << "that it waits";
  EXPECT_FALSE(receipts(school_, id)[0].delivered_at);
  EXPECT_EQ(ack(mother_, 2, at_ms(4000)).value().size(), 1U) << "the item";
  EXPECT_TRUE(receipts(school_, id)[0].delivered_at);
}

TEST_F(Reviews, TheFirstDecisionStands) {
  const auto id = held(1);
  EXPECT_TRUE(stands(decision(id, false)).counts);
  const auto again = decide(decision(id, false)).value();
  EXPECT_TRUE(std::get<DecisionStands>(again.outcome).counts) << "the same again";
  EXPECT_THAT(again.published, IsEmpty());
  EXPECT_FALSE(stands(decision(id, false, "别的理由")).counts);
  auto late = decide(decision(id, true)).value();
  EXPECT_FALSE(std::get<DecisionStands>(late.outcome).counts);
  EXPECT_FALSE(std::get<DecisionStands>(late.outcome).decision.released);
  EXPECT_THAT(late.published, IsEmpty());
  EXPECT_EQ(log(mother_).head.value, 0U);
}

TEST_F(Reviews, OfManyDecisionsAtOnceOneWins) {
  const auto id = held(1);
  std::atomic<int> winners = 0, published = 0;
  {
    std::vector<std::jthread> deciders;
    for (int i = 0; i < 8; ++i)
      deciders.emplace_back([&, i] {
        const auto committed = decide(decision(id, true, std::to_string(i))).value();
        winners += std::get<DecisionStands>(committed.outcome).counts;
        published += !committed.published.empty();
      });
  }
  EXPECT_EQ(winners, 1);
  EXPECT_EQ(published, 1);
  EXPECT_EQ(log(mother_).head.value, 1U);
}

TEST_F(Reviews, ARepeatOfTheSendGetsItsFirstResultAfterTheDecisionToo) {
  const auto id = held(1);
  decide(decision(id, true));
  const auto again = send(stopped(1, false)).value();
  EXPECT_EQ(std::get<MessageHeld>(again.outcome).id, id);
  EXPECT_EQ(std::get<MessageHeld>(again.outcome).at, at_ms(1001));
  EXPECT_FALSE(again.published);
}

TEST_F(Reviews, ABlockedItemWaitsOnlyOnceItsSenderAsked) {
  const auto id = blocked(1);
  EXPECT_THAT(ids(page(ReviewList::waiting)), IsEmpty());
  EXPECT_TRUE(std::holds_alternative<NothingWaits>(decide(decision(id, true)).value().outcome));
  EXPECT_EQ(std::get<QuestionRefused>(ask(id, mother_).value().outcome), QuestionRefused::not_found);
  EXPECT_TRUE(ask(id, teacher_).value().published);
  const auto again = ask(id, teacher_, 2500).value();
  EXPECT_EQ(std::get<TimePoint>(again.outcome), at_ms(2000));
  EXPECT_FALSE(again.published);
  EXPECT_THAT(ids(page(ReviewList::waiting)), ElementsAre(id.value));
  EXPECT_EQ(file_of(id)->comment, "请看");
  EXPECT_TRUE(stands(decision(id, true)).counts);
  EXPECT_EQ(text_of(log(mother_).entries.at(0)), "released words");
  EXPECT_EQ(std::get<MessageBlocked>(send(stopped(1, true)).value().outcome).id, id) << "its first result";
}

TEST_F(Reviews, OnlyWhatWasReleasedGoesOut) {
  auto given = decision(held(1), true);
  given.release = handlers::ItemSerialiser::make("as if it were allowed", Verdict::allow);
  EXPECT_FALSE(decide(given)) << "an item that no decision cleared";
  given.release.reset();
  EXPECT_FALSE(decide(given));
  EXPECT_EQ(log(mother_).head.value, 0U);
  EXPECT_THAT(ids(page(ReviewList::waiting)), ElementsAre(1U)) << "nothing was written";
}

TEST_F(Reviews, AReleasedItemIsDeliverableOnlyWithTheRecordOfItsDecision) {
  auto message = notice(school_, 1);
  message.item = handlers::ItemSerialiser::make("released", Verdict::released);
  EXPECT_FALSE(send(message)->published);
  EXPECT_EQ(log(mother_).head.value, 0U);
  const auto id = held(2);
  Connection db(file(), Connection::Mode::read_write);
  EXPECT_THROW(db.run("UPDATE messages SET verdict = 2 WHERE message = ?", id), SqlError);
  EXPECT_THROW(db.run("UPDATE reviews SET state = 2, decided_at = 1, decided_by = sender WHERE message = ?", id),
               SqlError)
      << "nobody decides his own";
}

TEST_F(Reviews, ADecisionIsNotChangedAfterwards) {
  const auto id = held(1);
  decide(decision(id, false));
  Connection db(file(), Connection::Mode::read_write);
  EXPECT_THROW(db.run("UPDATE reviews SET state = 2 WHERE message = ?", id), SqlError);
  EXPECT_THROW(db.run("UPDATE reviews SET reason = 'x' WHERE message = ?", id), SqlError);
}

TEST_F(Reviews, TheVerdictOnEveryItemIsOnRecord) {
  auto allowed = notice(school_, 1);
  allowed.judged_sha256 = bytes_of(5);
  stored(allowed);
  held(2);
  blocked(3);
  for (const auto& [message, verdict, hash, rules] :
       {std::tuple{1, 2, bytes_of(5), ""}, std::tuple{2, 1, bytes_of(77), "national/a\nnational/b"},
        std::tuple{3, 0, bytes_of(77), "national/a\nnational/b"}}) {
    EXPECT_EQ(raw<int>("SELECT verdict FROM messages WHERE message = ?", message), verdict);
    EXPECT_EQ(raw<Sha256>("SELECT judged_sha256 FROM messages WHERE message = ?", message), hash);
    EXPECT_EQ(raw<std::string>("SELECT rules FROM messages WHERE message = ?", message), rules);
    EXPECT_EQ(raw<std::string>("SELECT policy_version FROM messages WHERE message = ?", message), "1");
  }
}

TEST_F(Reviews, TheTextOfABlockedItemIsForgottenWhenItsTimeIsOver) {
  const auto id = blocked(1);
  EXPECT_EQ(forget(9'999), 0U);
  EXPECT_TRUE(file_of(id)->request);
  EXPECT_EQ(forget(10'000), 1U);
  const auto file = *file_of(id);
  EXPECT_FALSE(file.request);
  EXPECT_EQ(file.findings, "without quotes");
  EXPECT_EQ(file.record.title, "");
  EXPECT_EQ(file.judged_sha256, bytes_of(77)) << "the hash stays";
  EXPECT_EQ(std::get<QuestionRefused>(ask(id, teacher_).value().outcome), QuestionRefused::text_gone);
  EXPECT_EQ(forget(20'000), 0U);
}

TEST_F(Reviews, WhatWasSaidBeforeIsKeptAndForgottenWithTheText) {
  const auto waits = held(1), gone = blocked(2);
  EXPECT_EQ(file_of(waits)->earlier, "said before");
  EXPECT_EQ(file_of(gone)->earlier, "said before");
  EXPECT_EQ(forget(10'000), 1U);
  EXPECT_EQ(file_of(waits)->earlier, "said before");
  EXPECT_EQ(file_of(gone)->earlier, "");
  EXPECT_EQ(raw<int>("SELECT earlier IS NULL FROM reviews WHERE message = ?", gone), 1) << "not a byte of it";
}

TEST_F(Reviews, WhereNothingWasSaidBeforeNothingIsKept) {
  auto message = stopped(1, false);
  message.review->earlier.clear();
  const auto id = std::get<MessageHeld>(send(message).value().outcome).id;
  EXPECT_EQ(file_of(id)->earlier, "");
  EXPECT_EQ(raw<int>("SELECT earlier IS NULL FROM reviews WHERE message = ?", id), 1);
}

TEST_F(Reviews, WhatWaitsKeepsItsTextUntilItIsDecidedAndAReleaseKeepsItForGood) {
  const auto refused = blocked(1), released = blocked(2);
  for (const auto id : {refused, released}) ask(id, teacher_);
  held(3);
  EXPECT_EQ(forget(20'000), 0U);
  decide(decision(refused, false));
  decide(decision(released, true));
  EXPECT_EQ(forget(20'000), 1U);
  EXPECT_FALSE(file_of(refused)->request);
  EXPECT_EQ(file_of(refused)->record.decision->reason, "可以");
  EXPECT_TRUE(file_of(released)->request);
  EXPECT_EQ(file_of(released)->earlier, "said before");
  EXPECT_EQ(text_of(log(mother_).entries.at(0)), "released words");
}

TEST_F(Reviews, ListsComeInPagesAndOrders) {
  for (std::uint64_t i = 1; i <= 5; ++i) held(i);
  decide(decision({2}, false));
  decide(decision({4}, false));
  EXPECT_THAT(ids(page(ReviewList::waiting)), ElementsAre(1, 3, 5));
  const auto first = page(ReviewList::waiting, 2);
  EXPECT_THAT(ids(first), ElementsAre(1, 3));
  EXPECT_THAT(ids(page(ReviewList::waiting, 2, *first.next)), ElementsAre(5));
  EXPECT_THAT(ids(page(ReviewList::decided)), ElementsAre(4, 2));
  EXPECT_THAT(ids(page(ReviewList::of_sender)), ElementsAre(5, 4, 3, 2, 1));
  EXPECT_THAT(page(ReviewList::decided).reviews[0].item.grades, ElementsAre("1"));
}

TEST_F(Reviews, DecidedBlocksAreCountedAndHeldItemsNot) {
  const auto id = blocked(1);
  ask(id, teacher_);
  decide(decision(id, true));
  decide(decision(held(2), true));
  const auto since = [&](std::int64_t ms) {
    return answer_of<std::vector<DecidedBlock>>([&](auto done) { store_->decided_blocks(school_, at_ms(ms), done); })
        .value();
  };
  ASSERT_EQ(since(0).size(), 1U);
  EXPECT_TRUE(since(0)[0].released);
  EXPECT_EQ(since(0)[0].rules, "national/a\nnational/b");
  EXPECT_THAT(since(3001), IsEmpty());
}

TEST_F(Reviews, ADatabaseOfTheFirstVersionIsTakenOver) {
  const auto id = stored(notice(school_, 1));
  store_.reset();
  {
    Connection db(file(), Connection::Mode::read_write);
    db.script(
        "DROP TRIGGER only_a_decision_releases; DROP TABLE reviews; ALTER TABLE inbox DROP COLUMN review;"
        "ALTER TABLE messages DROP COLUMN rules; ALTER TABLE messages DROP COLUMN judged_sha256;"
        "ALTER TABLE people DROP COLUMN supervisor; PRAGMA user_version = 1");
  }
  open();
  EXPECT_EQ(text_of(log(mother_).entries.at(0)), "明天春游");
  EXPECT_EQ(std::get<MessageStored>(send(notice(school_, 1)).value().outcome).id, id);
  EXPECT_TRUE(stands(decision(held(3), true)).counts);
}

TEST_F(Reviews, ADatabaseOfTheSecondVersionIsTakenOver) {
  const auto id = held(1);
  store_.reset();
  {
    Connection db(file(), Connection::Mode::read_write);
    db.script("ALTER TABLE reviews DROP COLUMN earlier; PRAGMA user_version = 2");
  }
  open();
  EXPECT_TRUE(file_of(id)->request);
  EXPECT_EQ(file_of(id)->earlier, "") << "it was not kept then";
  EXPECT_TRUE(stands(decision(id, true)).counts);
  EXPECT_EQ(file_of(held(2))->earlier, "said before");
}

}  // namespace
}  // namespace jiaxin::storage
