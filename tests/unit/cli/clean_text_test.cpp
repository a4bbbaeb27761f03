#include "clean_text.hpp"

#include <gtest/gtest.h>

#include "json_text.hpp"

namespace jiaxin::cli {
namespace {

TEST(CleanText, OrdinaryTextIsLeftAlone) {
  for (const char* text : {"三年级(1)班：周五", "😀 café", "ئۇيغۇر", "", "a b"}) {
    EXPECT_EQ(clean_line(text), text);
    EXPECT_EQ(clean_block(text), text);
    EXPECT_EQ(clean_json(text), text);
  }
}

TEST(CleanText, EscapeSequencesBecomeVisible) {
  EXPECT_EQ(clean_line("\x1b]0;owned\x07\x1b[2J"), "␛]0;owned␇␛[2J");
  EXPECT_EQ(clean_block("a\x08\x08"
                        "b\x7f"),
            "a␈␈b␡");
  EXPECT_EQ(clean_line(std::string_view("\0", 1)), "␀");
}

TEST(CleanText, TheOneCharacterFormOfAnEscapeSequenceIsReplacedToo) {
  EXPECT_EQ(clean_line("\xC2\x9B"
                       "2J"),
            "\xEF\xBF\xBD"
            "2J");
}

TEST(CleanText, OverridesOfDirectionAreReplaced) {
  EXPECT_EQ(clean_line("\xE2\x80\xAE"
                       "gpj"),
            "\xEF\xBF\xBD"
            "gpj");
  EXPECT_EQ(clean_line("\xE2\x81\xA6"
                       "x"),
            "\xEF\xBF\xBD"
            "x");
}

TEST(CleanText, BytesThatAreNoTextAreReplaced) {
  EXPECT_EQ(clean_line("a\xff\x9b"
                       "b"),
            "a\xEF\xBF\xBD\xEF\xBF\xBD"
            "b");
  EXPECT_FALSE(is_utf8("\xff"));
  EXPECT_FALSE(is_utf8("\xE5\xAE"));
  EXPECT_TRUE(is_utf8("家信"));
}

TEST(CleanText, ALineStaysALine) { EXPECT_EQ(clean_line("a\nb\tc\r\n"), "a b c␍ "); }

TEST(CleanText, ABlockKeepsItsLines) { EXPECT_EQ(clean_block("a\nb\tc\r\nd\re"), "a\nb\tc\nd␍e"); }

TEST(CleanText, JsonHasNoControlCharactersEither) {
  const auto text = serialised(json::object{{"text",
                                             "\x1b[2J\xC2\x9B"
                                             "2J\x7f\n\"\xE2\x80\xAE"}});
  EXPECT_EQ(text, R"({"text":"\u001b[2J\u009b2J\u007f\n\"\u202e"})");
}

}  // namespace
}  // namespace jiaxin::cli
