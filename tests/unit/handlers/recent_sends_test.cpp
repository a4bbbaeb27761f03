#include "handlers/recent_sends.hpp"

#include <gmock/gmock.h>

#include "support/fake_clock.hpp"
#include "support/fake_school.hpp"

namespace jiaxin::handlers {
namespace {

using namespace fake;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using Texts = std::vector<std::string>;

const domain::Audience to_31{.classes = {class_31}};
const domain::Audience to_32{.classes = {class_32}};

class Remembering : public testing::Test {
 protected:
  static SendName name_of(domain::MemberId from, std::uint8_t number, std::uint8_t content = 0) {
    SendName name{.sender = key(from), .client_id = {number}};
    name.content_hash[0] = content;
    return name;
  }
  Texts before(const SendName& send, const std::string& text, const domain::Audience& to = to_31) {
    Texts texts;
    for (auto& earlier : sends.add(send, *school, to, text, clock.now()).earlier) {
      EXPECT_TRUE(earlier.same_sender);
      texts.push_back(std::move(earlier.text));
    }
    return texts;
  }

  FakeClock clock;
  std::shared_ptr<const domain::SchoolDirectory> school = small_school();
  RecentSends sends{3};
};

TEST_F(Remembering, WhatASenderWroteComesOldestFirstWithItsAge) {
  before(name_of(zhao, 1), "a");
  clock.advance(std::chrono::seconds(150));
  before(name_of(zhao, 2), "b");
  clock.advance(std::chrono::seconds(30));
  EXPECT_THAT(sends.add(name_of(zhao, 3), *school, to_31, "c", clock.now()).earlier,
              ElementsAre(policy::Earlier{true, 3, "a"}, policy::Earlier{true, 0, "b"}));
}

TEST_F(Remembering, TenMinutesAreRememberedAndNoLonger) {
  before(name_of(zhao, 1), "a");
  clock.advance(RecentSends::remembered);
  EXPECT_THAT(before(name_of(zhao, 2), "b"), ElementsAre("a"));
  clock.advance(std::chrono::milliseconds(1));
  EXPECT_THAT(before(name_of(zhao, 3), "c"), ElementsAre("b"));
}

TEST_F(Remembering, WhatIsOldGoesWhoeverWritesNext) {
  before(name_of(zhao, 1), "a");
  clock.advance(RecentSends::remembered + std::chrono::milliseconds(1));
  before(name_of(wu, 1), "b");
  EXPECT_EQ(sends.senders(), 1U);
}

TEST_F(Remembering, AClockThatGoesBackKeepsNothingForLong) {
  before(name_of(zhao, 1), "a");
  clock.advance(-std::chrono::seconds(5));
  EXPECT_THAT(before(name_of(zhao, 2), "b"), ElementsAre("a"));
  clock.advance(-RecentSends::remembered);
  EXPECT_THAT(before(name_of(zhao, 3), "c"), ElementsAre("b"));
}

TEST_F(Remembering, AnotherSendersWordsAreHisOwn) {
  before(name_of(zhao, 1), "a");
  EXPECT_THAT(before(name_of(qian, 1), "b"), IsEmpty());
  SendName elsewhere = name_of(zhao, 2);
  elsewhere.sender.school = {school_id.value + 1};
  EXPECT_THAT(before(elsewhere, "c"), IsEmpty()) << "the same number at another school is somebody else";
}

TEST_F(Remembering, OnlyWhatReachesAClassOfBothBelongsTogether) {
  before(name_of(wu, 1), "a", to_31);
  EXPECT_THAT(before(name_of(wu, 2), "b", to_32), IsEmpty());
  EXPECT_THAT(before(name_of(wu, 3), "c", {.grades = {"4"}}), IsEmpty());
  EXPECT_THAT(before(name_of(wu, 4), "d", {.grades = {"3"}}), ElementsAre("a", "b"));
}

TEST_F(Remembering, ARepeatSeesNeitherItselfNorWhatCameAfterIt) {
  before(name_of(zhao, 1), "a");
  before(name_of(zhao, 2), "b");
  before(name_of(zhao, 3), "c");
  const auto again = sends.add(name_of(zhao, 2), *school, to_31, "b", clock.now());
  EXPECT_TRUE(again.is_repeat);
  EXPECT_THAT(again.earlier, ElementsAre(policy::Earlier{true, 0, "a"}));
  EXPECT_THAT(before(name_of(zhao, 4), "d"), ElementsAre("a", "b", "c")) << "and is kept once";
}

TEST_F(Remembering, OtherWordsUnderTheSameIdDoNotPushTheFirstOut) {
  before(name_of(zhao, 1, 1), "a");
  EXPECT_THAT(before(name_of(zhao, 1, 2), "x"), IsEmpty());
  EXPECT_THAT(before(name_of(zhao, 2), "b"), ElementsAre("a", "x"));
}

TEST_F(Remembering, WhatIsForgottenIsGone) {
  before(name_of(zhao, 1), "a");
  sends.forget(name_of(zhao, 1, 9));
  EXPECT_EQ(sends.senders(), 1U) << "it has other content";
  sends.forget(name_of(zhao, 1));
  EXPECT_EQ(sends.senders(), 0U);
  sends.forget(name_of(zhao, 1));
}

TEST_F(Remembering, TheOldestSendsGoFirst) {
  for (unsigned i = 0; i <= RecentSends::most_sends; ++i)
    before(name_of(zhao, static_cast<std::uint8_t>(i)), std::to_string(i));
  const auto kept = before(name_of(zhao, 99), "last");
  ASSERT_THAT(kept, SizeIs(RecentSends::most_sends));
  EXPECT_EQ(kept.front(), "1");
}

TEST_F(Remembering, BytesAreBoundedAndTheEndOfALongTextIsKept) {
  before(name_of(zhao, 1), "first");
  std::string text;
  while (text.size() <= RecentSends::most_bytes) text += "字";
  before(name_of(zhao, 2), text + "end");
  const auto kept = before(name_of(zhao, 3), "b");
  ASSERT_EQ(kept.size(), 1U) << "there is no room for the first";
  EXPECT_LE(kept[0].size(), RecentSends::most_bytes);
  EXPECT_TRUE(kept[0].starts_with("字")) << "cut between letters";
  EXPECT_TRUE(kept[0].ends_with("字end"));
}

TEST_F(Remembering, TheSenderSilentForLongestGoesFirst) {
  for (const auto from : {zhao, qian, wu, principal}) {
    before(name_of(from, 1), "a");
    clock.advance(std::chrono::seconds(1));
    before(name_of(zhao, 2), "b");
  }
  EXPECT_EQ(sends.senders(), 3U);
  EXPECT_THAT(before(name_of(zhao, 3), "c"), ElementsAre("a", "b"));
  EXPECT_THAT(before(name_of(qian, 2), "d"), IsEmpty());
}

}  // namespace
}  // namespace jiaxin::handlers
