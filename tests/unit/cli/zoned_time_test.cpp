#include "zoned_time.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace jiaxin::cli {
namespace {

constexpr std::int64_t evening_ms = 1'796'119'200'000;  // 2026-12-01T10:00:00Z

TEST(ZonedTime, IsShownAsTheSchoolSeesIt) {
  EXPECT_EQ(shown_time(evening_ms, "Asia/Shanghai"), "2026-12-01 18:00 +08:00");
  EXPECT_EQ(shown_time(evening_ms, "America/New_York"), "2026-12-01 05:00 -05:00");
  EXPECT_EQ(shown_time(evening_ms, "Asia/Kathmandu"), "2026-12-01 15:45 +05:45");
}

TEST(ZonedTime, IsWrittenAsRfc3339WithAnOffset) {
  EXPECT_EQ(rfc3339(evening_ms, "Asia/Shanghai"), "2026-12-01T18:00:00+08:00");
  EXPECT_EQ(rfc3339(evening_ms + 1'007, "Asia/Shanghai"), "2026-12-01T18:00:01.007+08:00");
  EXPECT_EQ(rfc3339(-1, "UTC"), "1969-12-31T23:59:59.999+00:00");
}

TEST(ZonedTime, FollowsDaylightSaving) {
  EXPECT_EQ(rfc3339(1'782'864'000'000, "Europe/Berlin"), "2026-07-01T02:00:00+02:00");
  EXPECT_EQ(rfc3339(evening_ms, "Europe/Berlin"), "2026-12-01T11:00:00+01:00");
}

TEST(ZonedTime, AnUnknownZoneIsShownAsUtc) {
  for (const char* zone : {"", "Mars/Olympus", "../../etc/passwd", "\xff\xfe", "亚洲/上海"}) {
    EXPECT_FALSE(is_known_zone(zone)) << zone;
    EXPECT_EQ(rfc3339(evening_ms, zone), "2026-12-01T10:00:00+00:00") << zone;
  }
  EXPECT_TRUE(is_known_zone("Asia/Shanghai"));
}

TEST(ZonedTime, TimesBeyondTheCalendarAreHeldAtItsEnds) {
  EXPECT_TRUE(rfc3339(std::numeric_limits<std::int64_t>::max(), "Asia/Shanghai").starts_with("9999-"));
  EXPECT_TRUE(rfc3339(std::numeric_limits<std::int64_t>::min(), "America/New_York").starts_with("0001-"));
}

TEST(Deadline, LocalTimeIsTheSchools) {
  for (const char* text : {"2026-12-01 18:00", "2026-12-01T18:00", "2026-12-01 18:00:00", "2026-12-01 18:00:00.000"})
    EXPECT_EQ(*parse_deadline(text, "Asia/Shanghai"), evening_ms) << text;
  EXPECT_EQ(*parse_deadline("2026-12-01 05:00", "America/New_York"), evening_ms);
}

TEST(Deadline, AnOffsetOverridesTheZone) {
  for (const char* zone : {"Asia/Shanghai", "Mars/Olympus"})
    for (const char* text : {"2026-12-01T10:00:00Z", "2026-12-01T18:00:00+08:00", "2026-12-01 05:00-05:00"})
      EXPECT_EQ(*parse_deadline(text, zone), evening_ms) << text;
}

TEST(Deadline, WhatIsWrittenIsReadAgain) {
  for (const char* zone : {"Asia/Shanghai", "Europe/Berlin", "Australia/Lord_Howe", "Mars/Olympus"})
    for (const std::int64_t at_ms : {std::int64_t{0}, evening_ms + 7, std::int64_t{1'782'864'000'000}})
      EXPECT_EQ(*parse_deadline(rfc3339(at_ms, zone), zone), at_ms) << zone;
}

TEST(Deadline, LocalTimeNeedsAKnownZone) {
  const auto time = parse_deadline("2026-12-01 18:00", "Mars/Olympus");
  ASSERT_FALSE(time);
  EXPECT_EQ(time.refusal().code, ExitCode::usage);
}

TEST(Deadline, AnHourThatDaylightSavingSkipsIsRefused) {
  const auto time = parse_deadline("2026-03-29 02:30", "Europe/Berlin");
  ASSERT_FALSE(time);
  EXPECT_NE(time.refusal().en.find("does not exist"), std::string::npos);
}

TEST(Deadline, AnHourThatComesTwiceIsRefused) {
  const auto time = parse_deadline("2026-10-25 02:30", "Europe/Berlin");
  ASSERT_FALSE(time);
  EXPECT_NE(time.refusal().en.find("exists twice"), std::string::npos);
  EXPECT_TRUE(parse_deadline("2026-10-25 02:30+01:00", "Europe/Berlin"));
  EXPECT_TRUE(parse_deadline("2026-10-25 01:59", "Europe/Berlin"));
  EXPECT_TRUE(parse_deadline("2026-10-25 03:00", "Europe/Berlin"));
}

TEST(Deadline, NonsenseIsRefused) {
  for (const char* text : {"", "tomorrow", "2026-12-01", "2026-13-01 18:00", "2026-02-29 18:00", "2026-12-01 24:00",
                           "2026-12-01 18:60", "2026-12-01 18:00 ", "2026-12-01 18:00+8", "2026-12-01 18:00Zx",
                           "26-12-01 18:00", "2026-12-01 18:00:00.1", "2026-12-01T", "+026-12-01 18:00"}) {
    const auto time = parse_deadline(text, "Asia/Shanghai");
    ASSERT_FALSE(time) << text;
    EXPECT_EQ(time.refusal().code, ExitCode::usage);
    EXPECT_FALSE(time.refusal().zh.empty());
  }
}

}  // namespace
}  // namespace jiaxin::cli
