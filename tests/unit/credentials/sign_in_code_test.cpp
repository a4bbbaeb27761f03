#include "credentials/sign_in_code.hpp"

#include <gtest/gtest.h>

#include <set>

#include "credentials/sodium_secrets.hpp"

namespace jiaxin::credentials {
namespace {

TEST(SignInCode, AlphabetHasNoLookAlikesAndEachSymbolOnce) {
  EXPECT_EQ(code_alphabet.find_first_of("0O1IL2Z5S8BUV"), std::string_view::npos);
  EXPECT_EQ(code_alphabet.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"), std::string_view::npos);
  EXPECT_EQ(std::set<char>(code_alphabet.begin(), code_alphabet.end()).size(), code_alphabet.size());
  EXPECT_GE(code_alphabet.size(), 23U);
}

TEST(SignInCode, NewCodesAreThreeGroupsOfFour) {
  const SodiumSecrets secrets("");
  for (int i = 0; i < 100; ++i) {
    const auto code = secrets.new_code();
    ASSERT_EQ(code.size(), 14U) << code;
    for (std::size_t at = 0; at < code.size(); ++at) {
      if (at == 4 || at == 9) EXPECT_EQ(code[at], '-') << code;
      else EXPECT_NE(code_alphabet.find(code[at]), std::string_view::npos) << code;
    }
  }
}

TEST(SignInCode, NewCodesUseEverySymbolAndDoNotRepeat) {
  const SodiumSecrets secrets("");
  std::set<std::string> codes;
  std::set<char> symbols;
  for (int i = 0; i < 1000; ++i) {
    const auto code = secrets.new_code();
    codes.insert(code);
    symbols.insert(code.begin(), code.end());
  }
  EXPECT_EQ(codes.size(), 1000U);
  EXPECT_EQ(symbols.size(), code_alphabet.size() + 1);  // and the dash
}

TEST(SignInCode, TypingMeansTheSameInEveryUsualForm) {
  for (const char* typed : {"ACDE-FGHJ-K347", "acdefghjk347", " acde fghj k347 ", "ＡＣＤＥ－ＦＧＨＪ－Ｋ３４７",
                            "ａｃｄｅ　ｆｇｈｊ　ｋ３４７", "ACDE–FGHJ—K347", "ACDE−FGHJ‐K347", "ACDE_FGHJ\tK347\r\n",
                            "ACDE\xc2\xa0"
                            "FGHJ\xe2\x80\x8bK347",
                            "ACDEーFGHJ-K347"})
    EXPECT_EQ(normalised_code(typed), "ACDEFGHJK347") << typed;
}

TEST(SignInCode, OtherCharactersMakeItAnotherCode) {
  for (const char* typed : {"ACDE.FGHJ-K347", "ACDE-FGHJ-K34", "ACDE-FGHJ-K347家",
                            "\xff"
                            "ACDE-FGHJ-K347",
                            "ACDE-FGHJ-K347\xe2\x80"})
    EXPECT_NE(normalised_code(typed), "ACDEFGHJK347") << typed;
  EXPECT_EQ(normalised_code("- 家 -"), "家");
  EXPECT_EQ(normalised_code(""), "");
}

}  // namespace
}  // namespace jiaxin::credentials
