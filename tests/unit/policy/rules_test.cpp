#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/crc.hpp>

#include "policy/filter.hpp"
#include "policy/pack/national.hpp"
#include "policy/pack/packs.hpp"
#include "policy/weigh.hpp"

namespace jiaxin::policy {
namespace {

const Pack& national() {
  static const Packs packs;
  return packs.all().front();
}

TEST(NationalPack, IsThereAndNamesItself) {
  EXPECT_EQ(national().name(), "national-4");
  EXPECT_EQ(national().level, Level::national);
  EXPECT_THAT(std::string(Filter().pack_version()), testing::MatchesRegex("national-4\\+model-[0-9a-f]+"));
}

// A verdict names the version: two packs of one version would make old verdicts unexplainable.
TEST(NationalPack, ChangesWithItsVersionOnly) {
  boost::crc_32_type crc;
  crc.process_bytes(national_toml().data(), national_toml().size());
  EXPECT_EQ(crc.checksum(), 797412696u)
      << "the pack has changed: raise its version if one with this number was given out, set "
         "its date, and put the new number here";
}

TEST(NationalPack, ItsPatternsAreNeverMilderInAGroup) {
  ASSERT_FALSE(national().patterns.empty());
  for (const Pattern& pattern : national().patterns) EXPECT_GE(pattern.in_group, pattern.direct) << pattern.rule;
}

TEST(NationalPack, EveryKindOfViolationHasARule) {
  for (unsigned type = 0; type < 8; ++type) {
    const bool found = std::any_of(national().rules.begin(), national().rules.end(),
                                   [&](const Rule& rule) { return rule.type == static_cast<Violation>(type); });
    EXPECT_TRUE(found) << type;
  }
}

TEST(Scales, AnUnknownRuleIsAnError) {
  EXPECT_THROW(Scales(Packs().all()).rule("national/nothing"), std::runtime_error);
}

}  // namespace
}  // namespace jiaxin::policy
