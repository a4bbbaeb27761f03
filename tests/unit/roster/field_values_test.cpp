#include "roster/field_values.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "roster/utf8.hpp"

namespace jiaxin::roster {
namespace {

using testing::ElementsAre;
using testing::Optional;

TEST(FieldValues, GradesOneToNineMayHaveALeadingZero) {
  EXPECT_EQ(read_grade("3"), "3");
  EXPECT_EQ(read_grade("09"), "9");
  for (const char* bad : {"", "0", "00", "10", "12", "003", "KG", "3a", "三", "-1", "+3"}) {
    EXPECT_EQ(read_grade(bad), std::nullopt) << bad;
  }
}

TEST(FieldValues, AListOfGradesIsSortedAndHasNoRepetitions) {
  EXPECT_THAT(read_grades("04,3, 03"), Optional(ElementsAre("3", "4")));
  for (const char* bad : {"", ",", "3,", "3,KG"}) EXPECT_EQ(read_grades(bad), std::nullopt) << bad;
}

TEST(FieldValues, BooleansAreTrueAndFalseInAnyCase) {
  EXPECT_EQ(read_boolean("true"), true);
  EXPECT_EQ(read_boolean("FALSE"), false);
  for (const char* bad : {"", "1", "yes", "是", "true "}) EXPECT_EQ(read_boolean(bad), std::nullopt) << bad;
}

TEST(FieldValues, ChineseNamesHaveNoSpaceAndLatinNamesHaveOne) {
  EXPECT_EQ(full_name("王", "芳"), "王芳");
  EXPECT_EQ(full_name("", "迪丽努尔·艾合买提"), "迪丽努尔·艾合买提");
  EXPECT_EQ(full_name("Smith", "John"), "John Smith");
  EXPECT_EQ(full_name(" 王 ", "\xe3\x80\x80小明"), "王小明");
  EXPECT_EQ(full_name("", ""), "");
}

TEST(FieldValues, NamesMustNotBeEmptyTooLongOrHoldControlCharacters) {
  EXPECT_FALSE(name_fault("name", "欧阳云舒"));
  EXPECT_FALSE(name_fault("name", std::string(max_text_bytes, 'x')));
  EXPECT_TRUE(name_fault("name", std::string(max_text_bytes + 1, 'x')));
  EXPECT_TRUE(name_fault("name", ""));
  EXPECT_TRUE(name_fault("name", " \xe3\x80\x80 "));
  EXPECT_TRUE(name_fault("name", "王\n芳"));
  EXPECT_TRUE(name_fault("name", std::string_view("a\0b", 3)));
  EXPECT_TRUE(name_fault("name",
                         "a\u202e"
                         "b"));
  EXPECT_TRUE(name_fault("name",
                         "a\u0085"
                         "b"));
}

TEST(FieldValues, IdsMustNotHoldSpaces) {
  EXPECT_FALSE(id_fault("sourcedId", "p-1"));
  EXPECT_TRUE(id_fault("sourcedId", "p 1"));
  EXPECT_TRUE(id_fault("sourcedId", ""));
}

TEST(Utf8, RefusesOverlongFormsSurrogatesAndTruncation) {
  for (const char* good : {"", "a", "家信", "\xf0\xa0\xae\xb7", "\xf4\x8f\xbf\xbf"})
    EXPECT_TRUE(valid_utf8(good)) << good;
  for (const char* bad : {"\xc0\x80", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe5\xae", "\x80", "\xff"}) {
    EXPECT_FALSE(valid_utf8(bad)) << bad;
  }
}

TEST(Utf8, AShortenedTextEndsWithAWholeCharacter) {
  EXPECT_EQ(utf8_prefix("家信", 5), "家");
  EXPECT_EQ(utf8_prefix("家信", 6), "家信");
  EXPECT_EQ(utf8_prefix("家信", 2), "");
}

}  // namespace
}  // namespace jiaxin::roster
