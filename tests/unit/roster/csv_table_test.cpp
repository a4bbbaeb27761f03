#include "roster/csv_table.hpp"

#include <gtest/gtest.h>

#include "roster_matchers.hpp"

namespace jiaxin::roster {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Read {
  Table table;
  std::vector<Problem> problems;
};

Read read(std::string_view bytes) {
  Problems problems;
  Table table = read_table("t.csv", bytes, problems);
  return {std::move(table), std::move(problems).take()};
}

std::vector<std::string_view> row(const Table& table, std::size_t at) {
  std::vector<std::string_view> cells;
  for (std::size_t column = 0; column < table.header().size(); ++column) cells.push_back(table.cell(at, column));
  return cells;
}

TEST(CsvTable, GivesEachRowWithTheLineItBeganOn) {
  const auto [table, problems] = read("a,b\n1,2\n3,4\n");
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_THAT(table.header(), ElementsAre("a", "b"));
  ASSERT_EQ(table.rows(), 2U);
  EXPECT_THAT(row(table, 1), ElementsAre("3", "4"));
  EXPECT_EQ(table.line(0), 2U);
  EXPECT_EQ(table.line(1), 3U);
}

TEST(CsvTable, KeepsCountingThroughQuotedLineBreaks) {
  const auto [table, problems] = read("a,b\n\"1\r\nand\n\nmore\",2\n3,4\n");
  EXPECT_THAT(problems, IsEmpty());
  ASSERT_EQ(table.rows(), 2U);
  EXPECT_EQ(table.cell(0, 0), "1\r\nand\n\nmore");
  EXPECT_EQ(table.line(0), 2U);
  EXPECT_EQ(table.line(1), 6U);
}

TEST(CsvTable, AcceptsAByteOrderMarkAndEveryKindOfLineBreak) {
  for (const std::string_view bytes : {"\xef\xbb\xbf"
                                       "a,b\n1,2\n3,4\n",
                                       "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r", "a,b\n1,2\r\n3,4"}) {
    const auto [table, problems] = read(bytes);
    EXPECT_THAT(problems, IsEmpty());
    EXPECT_THAT(table.header(), ElementsAre("a", "b"));
    ASSERT_EQ(table.rows(), 2U) << bytes;
    EXPECT_THAT(row(table, 1), ElementsAre("3", "4"));
    EXPECT_EQ(table.line(1), 3U);
  }
}

TEST(CsvTable, PassesOverBlankRowsButCountsThem) {
  const auto [table, problems] = read("a,b\n\n  \r\n,\n1,2\n\n");
  EXPECT_THAT(problems, IsEmpty());
  ASSERT_EQ(table.rows(), 1U);
  EXPECT_EQ(table.line(0), 5U);
}

TEST(CsvTable, UndoublesQuotesAndKeepsCommasInThem) {
  const auto [table, problems] = read("a,b\n\"say \"\"hi\"\"\",\"1,2\"\n");
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_THAT(row(table, 0), ElementsAre("say \"hi\"", "1,2"));
}

TEST(CsvTable, NamesARowWithTooFewOrTooManyFieldsAndKeepsTheOthers) {
  const auto [table, problems] = read("a,b\n1\n1,2,3\n5,6\n");
  EXPECT_THAT(problems, ElementsAre(is_problem("t.csv", 2, "1 fields where the header has 2"),
                                    is_problem("t.csv", 3, "3 fields where the header has 2")));
  ASSERT_EQ(table.rows(), 1U);
  EXPECT_THAT(row(table, 0), ElementsAre("5", "6"));
}

TEST(CsvTable, NamesTheLineOfAMisplacedQuote) {
  EXPECT_THAT(read("a,b\n1,2\n3,4\"5\n6,7\n").problems, only_problem("t.csv", 3, "misplaced quote"));
  EXPECT_THAT(read("a,b\n1,2\n3,\"4\"5\n").problems, only_problem("t.csv", 3, "misplaced quote"));
}

TEST(CsvTable, NamesTheLineWhereAnUnclosedQuoteBegins) {
  EXPECT_THAT(read("a,b\n1,2\n3,\"4\n5,6\n").problems, only_problem("t.csv", 3, "never closed"));
  EXPECT_THAT(read("a,\"b").problems, ElementsAre(is_problem("t.csv", 1, "never closed")));
}

TEST(CsvTable, SaysThatAnEmptyFileHasNoHeader) {
  EXPECT_THAT(read("").problems, only_problem("t.csv", 0, "empty"));
  EXPECT_THAT(read("\xef\xbb\xbf\n\n").problems, only_problem("t.csv", 0, "empty"));
}

TEST(CsvTable, NamesEachLineThatIsNotUtf8AndKeepsTheOthers) {
  const auto [table, problems] = read("a,王\n1,\xff\n3,4\n5,\xe4\xb8\n");
  EXPECT_THAT(problems,
              ElementsAre(is_problem("t.csv", 2, "not valid UTF-8"), is_problem("t.csv", 4, "not valid UTF-8")));
  EXPECT_EQ(table.rows(), 1U);
}

TEST(CsvTable, SaysOnceThatTextLooksLikeGb18030) {
  const std::string wang = "\xcd\xf5\xb7\xbc";  // 王芳
  const auto [table, problems] = read("a,b\n1,2\n" + wang + ",1\n" + wang + ",2\n");
  EXPECT_THAT(problems, only_problem("t.csv", 3, "save the file as CSV UTF-8"));
  EXPECT_NE(problems[0].reason_zh.find("CSV UTF-8"), std::string::npos);
}

TEST(CsvTable, RecognisesUtf16) {
  EXPECT_THAT(read(std::string_view("\xff\xfe"
                                    "a\0,\0",
                                    6))
                  .problems,
              only_problem("t.csv", 0, "UTF-16"));
}

TEST(CsvTable, KeepsNulBytesAsTheyAre) {
  const auto [table, problems] = read(std::string_view("a,b\n1,x\0y\n", 10));
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(table.cell(0, 1), std::string_view("x\0y", 3));
}

TEST(CsvTable, GivesUpOnARecordThatIsTooLong) {
  const std::string many_lines = "a,b\n1,\"" + std::string(max_record_bytes, '\n') + "\"\n";
  EXPECT_THAT(read(many_lines).problems, only_problem("t.csv", 2, "too long"));
  const std::string one_line = "a,b\n1," + std::string(max_record_bytes, 'x') + "\n";
  EXPECT_THAT(read(one_line).problems, only_problem("t.csv", 2, "too long"));
}

TEST(CsvTable, GivesUpOnAHeaderThatIsTooWide) {
  EXPECT_THAT(read(std::string(max_columns, ',') + "\n1,2\n3,4\n").problems,
              only_problem("t.csv", 1, "too many columns"));
}

TEST(CsvTable, GivesUpAfterTooManyRows) {
  std::string bytes = "a\n";
  for (std::size_t i = 0; i < max_rows + 3; ++i) bytes += "x\n";
  const auto [table, problems] = read(bytes);
  EXPECT_THAT(problems, only_problem("t.csv", max_rows + 2, "rows"));
  EXPECT_EQ(table.rows(), max_rows);
}

}  // namespace
}  // namespace jiaxin::roster
