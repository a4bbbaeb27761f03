#include "delivery/hub.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "delivery/fan_out.hpp"
#include "support/fake_core.hpp"
#include "support/fake_message_store.hpp"
#include "support/fake_outlet.hpp"

namespace jiaxin::delivery {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr domain::MemberKey mother{{1}, {101}}, father{{1}, {102}}, grandfather{{1}, {90'000}};
constexpr domain::Epoch epoch{77};

std::string item(const std::string& title) {
  v1::Item wire;
  wire.set_title(title);
  return wire.SerializeAsString();
}

class AHub : public testing::Test {
 protected:
  AHub() { fan_out.add(core, hub); }

  std::unique_ptr<Subscription> follow(domain::MemberKey member, fake::FakeOutlet& outlet, std::uint64_t after = 0) {
    return std::make_unique<Subscription>(hub, member, epoch, domain::Seq{after}, outlet);
  }
  void publish(const std::vector<domain::MemberKey>& members, const std::string& title = "春游") {
    fan_out.publish(store.append(members, item(title)));
  }
  // The numbers of the events that arrived since the last look.
  static std::vector<std::uint64_t> seqs(fake::FakeOutlet& outlet) {
    std::vector<std::uint64_t> found;
    for (const auto& frame : outlet.take())
      for (const auto& event : frame.event_batch().events()) found.push_back(event.seq());
    return found;
  }
  // From the mother to the grandfather, of more than one piece.
  static std::vector<domain::MemberKey> school() {
    std::vector<domain::MemberKey> all{mother};
    for (std::uint32_t i = 0; i < 5'000; ++i) all.push_back({{1}, {1'000 + i}});
    all.push_back(grandfather);
    return all;
  }
  static std::vector<std::uint64_t> up_to(std::uint64_t last, std::uint64_t first = 1) {
    std::vector<std::uint64_t> all;
    for (auto i = first; i <= last; ++i) all.push_back(i);
    return all;
  }

  fake::FakeCore core;
  fake::FakeMessageStore store;
  Hub hub{core, store};
  FanOut fan_out;
  fake::FakeOutlet phone, tablet;
};

TEST_F(AHub, PushesAnEventToWhomeverFollowsAndToNobodyElse) {
  const auto hers = follow(mother, phone);
  const auto his = follow(father, tablet);
  core.run();
  publish({mother}, "给妈妈");
  core.run();
  const auto frames = phone.take();
  ASSERT_EQ(frames.size(), 1U);
  EXPECT_EQ(frames[0].request_id(), 0U);
  EXPECT_EQ(frames[0].event_batch().member().member_id(), 101U);
  EXPECT_EQ(frames[0].event_batch().epoch(), 77U);
  EXPECT_EQ(frames[0].event_batch().events(0).item().title(), "给妈妈");
  EXPECT_THAT(seqs(tablet), IsEmpty());
}

TEST_F(AHub, DeliversToManyInPiecesAndKeepsTheOrder) {
  const auto hers = follow(mother, phone);
  const auto his = follow(grandfather, tablet);
  core.run();
  const auto reads = store.pages_read();
  publish(school(), "给全校");
  core.run_one();
  core.run_one();
  EXPECT_THAT(seqs(phone), ElementsAre(1));
  EXPECT_THAT(seqs(tablet), IsEmpty()) << "another piece";
  publish({grandfather}, "给爷爷");
  core.run();
  EXPECT_THAT(seqs(tablet), ElementsAre(1, 2));
  EXPECT_EQ(store.pages_read(), reads) << "nobody had to read the log";
  EXPECT_THAT(seqs(phone), IsEmpty());
}

TEST_F(AHub, LetsWhatIsPublishedWhileManyAreServedGoOnBesideIt) {
  const auto hers = follow(mother, phone);
  const auto his = follow(grandfather, tablet);
  core.run();
  publish(school(), "一");
  publish(school(), "二");
  for (int i = 0; i < 3; ++i) core.run_one();
  EXPECT_THAT(seqs(phone), ElementsAre(1, 2)) << "in one turn";
  publish(school(), "三");
  while (tablet.frames().empty()) core.run_one();
  EXPECT_THAT(seqs(tablet), ElementsAre(1, 2, 3)) << "in one turn";
  EXPECT_THAT(seqs(phone), IsEmpty());
  core.run();
  EXPECT_THAT(seqs(phone), ElementsAre(3)) << "when the round comes to her again";
  EXPECT_THAT(seqs(tablet), IsEmpty());
}

TEST_F(AHub, SharesOneItemAmongAllWhoReceiveIt) {
  const auto hers = follow(mother, phone);
  const auto his = follow(father, tablet);
  core.run();
  publish({mother, father});
  core.run();
  ASSERT_EQ(phone.frames().size(), 1U);
  ASSERT_EQ(tablet.frames().size(), 1U);
  EXPECT_EQ(phone.frames()[0].body, tablet.frames()[0].body);
}

TEST_F(AHub, SendsWhatWasMissedFromTheLog) {
  for (int i = 0; i < 5; ++i) publish({mother});
  core.run();
  const auto hers = follow(mother, phone, 2);
  core.run();
  EXPECT_THAT(seqs(phone), ElementsAre(3, 4, 5));
}

TEST_F(AHub, ReadsPageAfterPageUntilADeviceHasCaughtUp) {
  for (int i = 0; i < 200; ++i) publish({mother}, std::string(500, 'x'));
  const auto hers = follow(mother, phone);
  core.run();
  EXPECT_EQ(seqs(phone), up_to(200));
  EXPECT_GT(store.pages_read(), 2U) << "a page is at most 32 KiB";
}

TEST_F(AHub, DeliversAnEventPublishedWhileAPageIsUnderWayOnceAndInOrder) {
  for (int i = 0; i < 3; ++i) publish({mother});
  core.run();
  for (const bool early : {true, false}) {
    store.answers.later = true;
    store.answers.early_reads = early;  // the page sees the log before, or after, the event
    fake::FakeOutlet outlet;
    const auto hers = follow(mother, outlet);
    publish({mother});
    core.run();
    EXPECT_THAT(seqs(outlet), IsEmpty());
    while (store.answers.answer_one()) core.run();
    EXPECT_EQ(seqs(outlet), up_to(store.log(mother).head().value));
  }
}

TEST_F(AHub, KeepsNothingForADeviceThatNeverAcknowledges) {
  const auto hers = follow(mother, phone);
  core.run();
  for (int i = 0; i < 1000; ++i) publish({mother});
  core.run();
  EXPECT_EQ(seqs(phone), up_to(WindowLimits{}.events));
  const auto pages = store.pages_read();
  for (int i = 0; i < 100; ++i) publish({mother});
  core.run();
  EXPECT_THAT(seqs(phone), IsEmpty());
  EXPECT_EQ(store.pages_read(), pages) << "a full window reads nothing";
  EXPECT_EQ(core.posted(), 0U);
}

TEST_F(AHub, LimitsTheBytesOfADeviceThatNeverAcknowledges) {
  const auto hers = follow(mother, phone);
  core.run();
  for (int i = 0; i < 100; ++i) publish({mother}, std::string(30'000, 'x'));
  core.run();
  std::size_t bytes = 0;
  for (const auto& frame : phone.frames()) bytes += frame.size();
  EXPECT_LE(bytes, WindowLimits{}.bytes + 64 * 1024) << "at most one event beyond the limit";
}

TEST_F(AHub, CatchesUpWhateverAFullWindowMissedOnceItIsAcknowledged) {
  const auto hers = follow(mother, phone);
  core.run();
  for (int i = 0; i < 1000; ++i) publish({mother});
  core.run();
  std::vector<std::uint64_t> all = seqs(phone);
  while (all.size() < 1000) {
    ASSERT_TRUE(hers->on_ack({all.back()}));
    core.run();
    const auto more = seqs(phone);
    ASSERT_THAT(more, testing::Not(IsEmpty()));
    all.insert(all.end(), more.begin(), more.end());
  }
  EXPECT_EQ(all, up_to(1000));
  publish({mother});
  core.run();
  ASSERT_TRUE(hers->on_ack({1000}));
  core.run();
  EXPECT_THAT(seqs(phone), ElementsAre(1001));
}

TEST_F(AHub, RefusesAnAckOfWhatItNeverSent) {
  publish({mother});
  store.answers.later = true;
  const auto hers = follow(mother, phone);
  EXPECT_FALSE(hers->on_ack({1})) << "it is in the log, but it was not sent yet";
  store.answers.answer_all();
  core.run();
  EXPECT_TRUE(hers->on_ack({1}));
  EXPECT_FALSE(hers->on_ack({2}));
}

TEST_F(AHub, LetsTwoDevicesOfOneMemberGoAtTheirOwnPace) {
  const auto first = follow(mother, phone);
  core.run();
  for (int i = 0; i < 300; ++i) publish({mother});
  core.run();
  const auto second = follow(mother, tablet, 290);
  core.run();
  EXPECT_EQ(seqs(phone).size(), WindowLimits{}.events);
  EXPECT_EQ(seqs(tablet), up_to(300, 291));
  publish({mother});
  core.run();
  EXPECT_THAT(seqs(tablet), ElementsAre(301)) << "a full window delays nobody else";
}

TEST_F(AHub, ForgetsASubscriptionWhosePageIsUnderWay) {
  publish({mother});
  core.run();
  store.answers.later = true;
  auto hers = follow(mother, phone);
  hers.reset();
  phone.vanish();
  EXPECT_EQ(hub.subscriptions(), 0U);
  store.answers.answer_all();
  publish({mother});
  core.run();
}

TEST_F(AHub, ForgetsASubscriptionWhosePageIsOnItsWayToTheCore) {
  publish({mother});
  core.run();
  auto hers = follow(mother, phone);
  ASSERT_EQ(core.posted(), 1U);
  hers.reset();
  phone.vanish();
  core.run();
}

TEST_F(AHub, LetsANewSubscriptionTakeOverWhileTheOldPageIsStillUnderWay) {
  for (int i = 0; i < 4; ++i) publish({mother});
  core.run();
  store.answers.later = true;
  auto hers = follow(mother, phone);
  hers = nullptr;
  hers = follow(mother, phone, 2);
  store.answers.answer_all();
  core.run();
  store.answers.answer_all();
  core.run();
  EXPECT_THAT(seqs(phone), ElementsAre(3, 4));
}

TEST_F(AHub, ClosesADeviceWhoseLogCannotBeRead) {
  publish({mother});
  core.run();
  store.answers.fail_call(1);
  const auto hers = follow(mother, phone);
  core.run();
  ASSERT_EQ(phone.closes().size(), 1U);
  EXPECT_EQ(phone.closes()[0].code, codec::CloseCode::restarting);
  EXPECT_THAT(seqs(phone), IsEmpty());
}

TEST_F(AHub, ClosesADeviceRatherThanSkipAnEvent) {
  for (int i = 0; i < 3; ++i) publish({mother});
  core.run();
  store.break_pages = true;
  const auto hers = follow(mother, phone);
  core.run();
  EXPECT_EQ(phone.closes().size(), 1U);
  EXPECT_THAT(seqs(phone), IsEmpty());
}

TEST_F(AHub, ClosesADeviceWhoseLogHasNothingWhereSomethingMustBe) {
  publish({mother});
  core.run();
  store.break_pages = true;
  const auto hers = follow(mother, phone);
  core.run();
  EXPECT_EQ(phone.closes().size(), 1U);
}

TEST_F(AHub, DoesNotReadABrokenLogAgainAndAgain) {
  for (int i = 0; i < 3; ++i) publish({mother});
  core.run();
  store.break_pages = true;
  const auto hers = follow(mother, phone);
  core.run();
  const auto pages = store.pages_read();
  publish({mother});
  core.run();
  EXPECT_EQ(store.pages_read(), pages);
}

TEST_F(AHub, PushesOutsideTheLogToEveryDeviceOfTheMember) {
  const auto first = follow(mother, phone);
  const auto second = follow(mother, tablet);
  core.run();
  v1::ServerFrame update;
  update.mutable_receipt_update()->mutable_summary()->set_message_id(42);
  fan_out.push(mother, update.SerializeAsString());
  fan_out.push(father, update.SerializeAsString());
  core.run();
  ASSERT_EQ(phone.frames().size(), 1U);
  ASSERT_EQ(tablet.frames().size(), 1U);
  EXPECT_EQ(phone.decoded(0).receipt_update().summary().message_id(), 42U);
}

TEST_F(AHub, EndsEveryConnectionOfADeviceAndOfNoOther) {
  fake::FakeOutlet other;
  hub.remember({7}, phone);
  hub.remember({7}, tablet);
  hub.remember({8}, other);
  fan_out.end({{7}}, codec::CloseCode::superseded);
  core.run();
  ASSERT_EQ(phone.closes().size(), 1U);
  ASSERT_EQ(tablet.closes().size(), 1U);
  EXPECT_EQ(phone.closes()[0].code, codec::CloseCode::superseded);
  EXPECT_FALSE(other.closed());
}

TEST_F(AHub, DoesNotEndAConnectionThatItForgot) {
  hub.remember({7}, phone);
  hub.remember({7}, tablet);
  hub.forget({7}, phone);
  phone.vanish();
  fan_out.end({{7}}, codec::CloseCode::signed_out);
  core.run();
  ASSERT_EQ(tablet.closes().size(), 1U);
  EXPECT_EQ(tablet.closes()[0].code, codec::CloseCode::signed_out);
}

TEST_F(AHub, ForgetsAConnectionItNeverKnewWithoutHarm) {
  hub.forget({7}, phone);
  hub.remember({7}, tablet);
  hub.forget({7}, phone);
  fan_out.end({{7}}, codec::CloseCode::superseded);
  core.run();
  EXPECT_TRUE(tablet.closed());
}

TEST_F(AHub, ReachesFollowersOnEveryCore) {
  fake::FakeCore second_core;
  Hub second_hub(second_core, store);
  fan_out.add(second_core, second_hub);
  const auto here = follow(mother, phone);
  const Subscription there(second_hub, mother, epoch, {0}, tablet);
  core.run();
  second_core.run();
  publish({mother}, "一");
  publish({mother}, "二");
  core.run();
  EXPECT_THAT(seqs(phone), ElementsAre(1, 2));
  EXPECT_THAT(seqs(tablet), IsEmpty()) << "each core in its own time";
  second_core.run();
  EXPECT_THAT(seqs(tablet), ElementsAre(1, 2));
}

}  // namespace
}  // namespace jiaxin::delivery
