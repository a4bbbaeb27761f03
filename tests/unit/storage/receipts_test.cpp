#include "support.hpp"

namespace jiaxin::storage {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class Receipts : public StoreTest {
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

TEST_F(Receipts, AnAckDeliversForAllOfTheGuardiansChildrenAndOnce) {
  const auto first = stored(notice(school_, 1));
  const auto second = stored(notice(school_, 2));
  const auto changes = ack(mother_, 2, at_ms(2000)).value();
  ASSERT_THAT(changes, SizeIs(2));
  EXPECT_EQ(changes[0].message, first);
  EXPECT_EQ(changes[1].message, second);
  EXPECT_EQ(changes[0].sender, teacher_.member);
  EXPECT_EQ(changes[0].school, school_);
  EXPECT_THAT(ack(mother_, 2, at_ms(3000)).value(), IsEmpty());
  const auto rows = receipts(school_, first);
  ASSERT_THAT(rows, SizeIs(3));
  for (const auto& row : rows)
    EXPECT_EQ(row.delivered_at, row.guardian == mother_.member ? std::optional(at_ms(2000)) : std::nullopt);
  EXPECT_EQ(summary(school_, first).delivered, 2u);
}

TEST_F(Receipts, AnotherDevicesAckChangesOnlyWhatIsNew) {
  stored(notice(school_, 1));
  ack(mother_, 1, at_ms(2000), 1);
  const auto second = stored(notice(school_, 2));
  EXPECT_THAT(ack(mother_, 1, at_ms(2100), 2).value(), IsEmpty());
  const auto changes = ack(mother_, 2, at_ms(2200), 2).value();
  ASSERT_THAT(changes, SizeIs(1));
  EXPECT_EQ(changes[0].message, second);
}

TEST_F(Receipts, AnAckBeyondTheHeadCountsUpToTheHead) {
  stored(notice(school_, 1));
  EXPECT_THAT(ack(mother_, ~std::uint64_t{0}, at_ms(2000)).value(), SizeIs(1));
  stored(notice(school_, 2));
  EXPECT_THAT(ack(mother_, 2, at_ms(2000)).value(), SizeIs(1)) << "what came later is not delivered yet";
}

TEST_F(Receipts, TheSendersOwnAckAndAnUnknownMembersChangeNothing) {
  stored(notice(school_, 1));
  EXPECT_THAT(ack(teacher_, 1, at_ms(2000)).value(), IsEmpty());
  EXPECT_THAT(ack({school_, {999}}, 1, at_ms(2000)).value(), IsEmpty());
}

TEST_F(Receipts, ReadingIsKeptTheFirstTimeAndMeansDelivered) {
  const auto id = stored(notice(school_, 1));
  const auto first = read(mother_, id, at_ms(3000)).value();
  EXPECT_EQ(first.read_at, at_ms(3000));
  ASSERT_TRUE(first.change);
  EXPECT_EQ(first.change->message, id);
  EXPECT_EQ(first.change->sender, teacher_.member);
  const auto again = read(mother_, id, at_ms(4000)).value();
  EXPECT_EQ(again.read_at, at_ms(3000));
  EXPECT_FALSE(again.change);
  const auto counts = summary(school_, id);
  EXPECT_EQ(counts.rows, 3u);
  EXPECT_EQ(counts.read, 2u);
  EXPECT_EQ(counts.delivered, 2u);
  EXPECT_THAT(ack(mother_, 1, at_ms(5000)).value(), IsEmpty()) << "it was delivered by being read";
}

TEST_F(Receipts, TheSenderMayReadHerOwnCopyWithoutAReceipt) {
  const auto id = stored(notice(school_, 1));
  const auto own = read(teacher_, id, at_ms(3000)).value();
  EXPECT_EQ(own.read_at, at_ms(3000));
  EXPECT_FALSE(own.change);
}

TEST_F(Receipts, WhatIsNotInTheLogCannotBeRead) {
  const auto id = stored(notice(school_, 1));
  EXPECT_FALSE(read(mother_, {id.value + 1}, at_ms(3000)).value().read_at);
  EXPECT_FALSE(read({school_, {999}}, id, at_ms(3000)).value().read_at);
  auto held = notice(school_, 2);
  held.item = handlers::ItemSerialiser::make("held", Verdict::hold);
  const auto held_id = std::get<MessageHeld>(send(held).value().outcome).id;
  EXPECT_FALSE(read(teacher_, held_id, at_ms(3000)).value().read_at);
}

TEST_F(Receipts, RowsComeInPagesOrderedByGuardianAndChild) {
  const auto id = stored(notice(school_, 1));
  std::vector<ReceiptRow> all;
  MemberId guardian;
  ChildId child;
  while (true) {
    const auto page = answer_of<std::vector<ReceiptRow>>([&](auto done) {
                        store_->receipt_rows(school_, id, guardian, child, 2, done);
                      }).value();
    if (page.empty()) break;
    all.insert(all.end(), page.begin(), page.end());
    guardian = page.back().guardian;
    child = page.back().child;
  }
  ASSERT_THAT(all, SizeIs(3));
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return std::pair(a.guardian, a.child) < std::pair(b.guardian, b.child);
  }));
  EXPECT_EQ(all[0].stored_at, at_ms(1001));
}

TEST_F(Receipts, ASummaryOfAnUnknownMessageIsEmpty) { EXPECT_EQ(summary(school_, {99}).rows, 0u); }

}  // namespace
}  // namespace jiaxin::storage
