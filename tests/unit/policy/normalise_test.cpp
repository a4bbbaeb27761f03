#include "policy/text/normalise.hpp"

#include <gtest/gtest.h>

#include "policy/pack/packs.hpp"
#include "policy/text/utf8.hpp"

namespace jiaxin::policy {
namespace {

const FoldTable& table() {
  static const FoldTable folds(Packs().all().front().disguises);
  return folds;
}

std::string letters(std::string_view text) { return encode_utf8(normalise(decode_utf8(text), table()).letters); }

TEST(Normalise, FoldsWidthCaseAndCompatibilityForms) {
  EXPECT_EQ(letters("ＡＢＣ１２３"), "abc123");
  EXPECT_EQ(letters("㈠①"), "一1");
  EXPECT_EQ(letters("𝐳𝐲"), "zy");
}

TEST(Normalise, TurnsTraditionalIntoSimplified) { EXPECT_EQ(letters("語文作業，請簽字"), "语文作业请签字"); }

TEST(Normalise, DropsSpacesZeroWidthAndSignsBetweenCharacters) {
  EXPECT_EQ(letters("作 业"), "作业");
  EXPECT_EQ(letters("作\u200b业"), "作业");
  EXPECT_EQ(letters("作*·业"), "作业");
  EXPECT_EQ(letters("作😀业"), "作业");
  EXPECT_EQ(letters("作\uE000业"), "作业");  // private use
}

TEST(Normalise, TakesToneMarksAndStrikesOff) {
  EXPECT_EQ(letters("zuò yè"), "zuoye");
  EXPECT_EQ(letters("作\u0336业\u0336"), "作业");
}

TEST(Normalise, ReadsLookAlikeLetters) { EXPECT_EQ(letters("Р23"), "p23"); }

TEST(Normalise, ADisguiseHoldsForEverythingThatFoldsToIt) {
  const Disguise disguises[] = {{U'б', U"b"}, {U'🎒', U"书包"}, {U'佊', U"作"}};
  const FoldTable folds(disguises);
  EXPECT_EQ(encode_utf8(normalise(decode_utf8("Б б 🎒佊业"), folds).letters), "bb书包作业");
  EXPECT_EQ(encode_utf8(normalise(decode_utf8("Б б 🎒佊业"), FoldTable()).letters), "бб佊业");
}

TEST(Normalise, RemembersWhatStoodBetween) {
  const Normalised text = normalise(decode_utf8("一，二。三：四\n五"), table());
  ASSERT_EQ(text.size(), 5u);
  EXPECT_EQ(text.gap[0], gap_none);
  EXPECT_EQ(text.gap[1], gap_comma);
  EXPECT_EQ(text.gap[2], gap_stop);
  EXPECT_EQ(text.gap[3], gap_colon);
  EXPECT_EQ(text.gap[4], gap_newline);
  EXPECT_EQ(text.gap.size(), 6u);
}

TEST(Normalise, RemembersWhereEachLetterWas) {
  const Normalised text = normalise(decode_utf8("😀作 業x"), table());
  EXPECT_EQ(text.origin, (std::vector<std::uint32_t>{1, 3, 4}));
}

TEST(Normalise, ReadsWhatIsShownBackwardsAsItIsShown) {
  const Normalised text = normalise(decode_utf8("看：\u202E遍两字生抄\u202C，好\n\u202E课背"), table());
  EXPECT_EQ(encode_utf8(text.letters), "看抄生字两遍好背课");
  EXPECT_EQ(text.origin, (std::vector<std::uint32_t>{0, 7, 6, 5, 4, 3, 10, 14, 13}));
}

TEST(Normalise, ReadsBrokenBytesAsReplacementCharacters) {
  EXPECT_EQ(decode_utf8("\xff\xfe"), U"\uFFFD\uFFFD");
  EXPECT_EQ(decode_utf8("a\xe4\xbd"), U"a\uFFFD");
  EXPECT_EQ(decode_utf8("\xed\xa0\x80").find(U'\xD800'), std::u32string::npos);
}

TEST(Normalise, WritesAndReadsUtf8BackUnchanged) {
  const std::string text = "家信 jiāxìn 📝𠮷";
  EXPECT_EQ(encode_utf8(decode_utf8(text)), text);
}

}  // namespace
}  // namespace jiaxin::policy
