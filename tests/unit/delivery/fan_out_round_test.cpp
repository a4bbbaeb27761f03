// Letters to many beside each other: everybody gets each of his, once, in order, live, and no turn of the core is long.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "delivery/fan_out.hpp"
#include "delivery/hub.hpp"
#include "support/fake_core.hpp"
#include "support/fake_message_store.hpp"
#include "support/fake_outlet.hpp"

namespace jiaxin::delivery {
namespace {

constexpr std::size_t piece = 1024, fewest = 16;

class Schools {
 public:
  Schools(std::uint32_t schools, std::uint32_t members_each) {
    fan_out_.add(core_, hub_);
    for (std::uint32_t school = 1; school <= schools; ++school)
      for (std::uint32_t member = 1; member <= members_each; ++member) members_.push_back({{school}, {member}});
    for (const auto member : members_) {
      outlets_.push_back(std::make_unique<fake::FakeOutlet>());
      subscriptions_.push_back(
          std::make_unique<Subscription>(hub_, member, domain::Epoch{77}, domain::Seq{}, *outlets_.back()));
    }
    core_.run();
    pages_ = store_.pages_read();
  }

  const std::vector<domain::MemberKey>& members() const { return members_; }
  void publish(const std::vector<domain::MemberKey>& to) { fan_out_.publish(store_.append(to, "")); }
  // How many frames one turn sent.
  std::size_t turn() {
    const auto before = sent();
    core_.run_one();
    return sent() - before;
  }
  bool rests() const { return core_.posted() == 0; }
  std::size_t received(std::size_t member) const { return outlets_[member]->frames().size(); }

  void expect_all_in_order() {
    EXPECT_EQ(store_.pages_read(), pages_) << "somebody had to read the log: an event came out of order";
    for (std::size_t i = 0; i < members_.size(); ++i) {
      ASSERT_EQ(received(i), store_.log(members_[i]).entries.size());
      for (std::size_t event = 0; event < received(i); ++event)
        ASSERT_EQ(outlets_[i]->decoded(event).event_batch().events(0).seq(), event + 1);
    }
  }

 private:
  std::size_t sent() const {
    return std::accumulate(outlets_.begin(), outlets_.end(), std::size_t{0},
                           [](std::size_t sum, const auto& each) { return sum + each->frames().size(); });
  }

  fake::FakeCore core_;
  fake::FakeMessageStore store_;
  Hub hub_{core_, store_};
  FanOut fan_out_;
  std::vector<domain::MemberKey> members_;
  std::vector<std::unique_ptr<fake::FakeOutlet>> outlets_;
  std::vector<std::unique_ptr<Subscription>> subscriptions_;
  std::size_t pages_ = 0;
};

class AnyLetters : public testing::TestWithParam<unsigned> {};

TEST_P(AnyLetters, ReachEverybodyOnceInOrderAndNoTurnIsLong) {
  std::mt19937 random(GetParam());
  const auto below = [&](std::size_t count) { return random() % count; };
  Schools schools(2, 1500);
  for (std::size_t letter = 0; letter < 30; ++letter) {
    const auto& all = schools.members();
    const std::size_t one_of = std::size_t{1} << below(8);  // of everybody of one school
    std::vector<domain::MemberKey> to;
    const domain::SchoolId school{static_cast<std::uint32_t>(1 + below(2))};
    for (const auto member : all)
      if (member.school == school && below(one_of) == 0) to.push_back(member);
    schools.publish(to);
    for (auto turns = below(4); turns > 0; --turns) EXPECT_LE(schools.turn(), std::max(piece, 30 * fewest));
  }
  while (!schools.rests()) EXPECT_LE(schools.turn(), std::max(piece, 30 * fewest));
  schools.expect_all_in_order();
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyLetters, testing::Range(0U, 12U));

TEST(FanOutRound, MoreLettersThanCanBeSentStarveNobody) {
  Schools schools(1, 3000);
  for (int letter = 0; letter < 40; ++letter) {
    schools.publish(schools.members());
    schools.turn();  // takes it in
    schools.turn();  // a third of one letter
  }
  EXPECT_GT(schools.received(2999) + 1, schools.received(0) / 2);
  EXPECT_GT(schools.received(2999), 0U);
  while (!schools.rests()) schools.turn();
  schools.expect_all_in_order();
}

TEST(FanOutRound, ALaterSchoolDoesNotWaitForAllLettersOfAnEarlierOne) {
  Schools schools(2, 3000);
  const auto& all = schools.members();
  const std::vector<domain::MemberKey> first(all.begin(), all.begin() + 3000), last{all.back()};
  schools.publish(first);
  schools.turn();
  schools.turn();
  schools.publish(last);
  for (int turn = 0; turn < 12; ++turn) {  // letters of the first school without end
    if (turn % 2 == 0) schools.publish(first);
    schools.turn();
  }
  EXPECT_EQ(schools.received(all.size() - 1), 1U);
}

}  // namespace
}  // namespace jiaxin::delivery
