#include "app/school_input.hpp"

#include <gtest/gtest.h>

namespace jiaxin::app {
namespace {

TEST(SchoolInput, NamesAreShortPlainText) {
  EXPECT_FALSE(check_school_name("青山镇中心小学"));
  EXPECT_FALSE(check_school_name(std::string(128, 'x')));
  for (const std::string& name : {std::string(), std::string("  "), std::string(129, 'x'), std::string("a\nb"),
                                  std::string("\xff"), std::string("a\0b", 3)})
    EXPECT_TRUE(check_school_name(name)) << name;
}

TEST(SchoolInput, ZonesAreThoseOfTheSystem) {
  EXPECT_FALSE(check_time_zone("Asia/Shanghai"));
  EXPECT_FALSE(check_time_zone("UTC"));
  for (const char* zone : {"", "Asia/Atlantis", "Asia", "../../etc/passwd", "/etc/passwd", "zone.tab", "Asia//Shanghai",
                           "Asia/Shanghai/", "Asia Shanghai"})
    EXPECT_TRUE(check_time_zone(zone)) << zone;
}

TEST(SchoolInput, WithoutADatabaseOnlyTheFormOfAZoneCounts) {
  EXPECT_FALSE(check_time_zone("Asia/Shanghai", "/no/such/folder"));
  EXPECT_TRUE(check_time_zone("Asia/../Shanghai", "/no/such/folder"));
}

}  // namespace
}  // namespace jiaxin::app
