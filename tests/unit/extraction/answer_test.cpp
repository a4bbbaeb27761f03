#include "extraction/answer.hpp"

#include <gmock/gmock.h>

namespace jiaxin::extraction {
namespace {

using testing::ElementsAre;

TEST(Answer, IsPutTogetherFromAnyPieces) {
  const std::string doubt(1, static_cast<char>(Doubt::unsure));
  const std::string all = record(Tag::text, "今天") + record(Tag::ocr, "放假") + record(Tag::format, "\3") +
                          record(Tag::doubt, doubt) + record(Tag::doubt, doubt) + record(Tag::end, "");
  for (std::size_t step = 1; step <= all.size(); ++step) {
    AnswerReader reader;
    for (std::size_t at = 0; at < all.size(); at += step)
      ASSERT_TRUE(reader.take(std::string_view(all).substr(at, step)));
    EXPECT_TRUE(reader.ended());
    const Extraction result = std::move(reader).result();
    EXPECT_EQ(result.text, "今天放假");
    EXPECT_EQ(result.means, Means::ocr);
    EXPECT_EQ(result.format, Format::pdf);
    EXPECT_THAT(result.doubts, ElementsAre(Doubt::unsure));
  }
}

TEST(Answer, EmptyTextIsText) {
  AnswerReader reader;
  ASSERT_TRUE(reader.take(record(Tag::text, "")));
  EXPECT_EQ(std::move(reader).result().means, Means::text);
}

TEST(Answer, NonsenseIsRefused) {
  const std::string endless("T\xff\xff\xff\xff", 5);
  for (const std::string& bytes :
       {record(static_cast<Tag>('x'), ""), record(Tag::doubt, ""), record(Tag::doubt, "\x7f"), record(Tag::doubt, "ab"),
        record(Tag::format, ""), record(Tag::format, "\x7f"), record(Tag::end, "more"),
        record(Tag::end, "") + record(Tag::text, "after"), record(Tag::text, "\x1b[2J"), endless}) {
    AnswerReader reader;
    EXPECT_FALSE(reader.take(bytes)) << testing::PrintToString(bytes);
  }
}

TEST(Answer, TakesNoMoreThanItsLimit) {
  AnswerReader reader;
  const std::string piece = record(Tag::text, std::string(1 << 15, 'a'));
  std::size_t taken = 0;
  while (reader.take(piece)) ASSERT_LE(++taken, max_text_bytes >> 15);
  EXPECT_EQ(std::move(reader).result().text.size(), max_text_bytes);
}

}  // namespace
}  // namespace jiaxin::extraction
