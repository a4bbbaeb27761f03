#include "table.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace jiaxin::cli {
namespace {

TEST(DisplayWidth, ChineseTakesTwoColumns) {
  EXPECT_EQ(display_width(""), 0u);
  EXPECT_EQ(display_width("abc"), 3u);
  EXPECT_EQ(display_width("三年级(1)班"), 11u);
  EXPECT_EQ(display_width("（）"), 4u);
  EXPECT_EQ(display_width("😀"), 2u);
}

TEST(DisplayWidth, MarksThatJoinTakeNone) {
  EXPECT_EQ(display_width("e\xCC\x81"), 1u);
  EXPECT_EQ(display_width("a\xE2\x80\x8D"
                          "b"),
            2u);
}

TEST(DisplayWidth, PaddingCountsColumns) {
  EXPECT_EQ(padded("班级", 6), "班级  ");
  EXPECT_EQ(padded("班级很长", 6), "班级很长");
}

TEST(Table, ColumnsLineUp) {
  Table table({"姓名", "登录码"});
  table.add({"欧阳思远", "ABCD"});
  table.add({"Li", "EFGH"});
  std::ostringstream out;
  table.print(out);
  EXPECT_EQ(out.str(),
            "姓名      登录码\n"
            "欧阳思远  ABCD\n"
            "Li        EFGH\n");
}

TEST(Table, ACellCannotBreakItsRow) {
  Table table({"a", "b"});
  table.add({"x\ny", "\x1b[2J"});
  std::ostringstream out;
  table.print(out);
  EXPECT_EQ(out.str(), "a    b\nx y  ␛[2J\n");
}

}  // namespace
}  // namespace jiaxin::cli
