#include "credentials/sodium_secrets.hpp"

#include <gtest/gtest.h>

namespace jiaxin::credentials {
namespace {

TEST(SodiumSecrets, TokensAre32BytesAndDiffer) {
  const SodiumSecrets secrets("");
  const auto token = secrets.new_token();
  EXPECT_EQ(token.size(), 32U);
  EXPECT_NE(token, secrets.new_token());
  EXPECT_EQ(secrets.token_hash(token), secrets.token_hash(token));
  EXPECT_NE(secrets.token_hash(token), secrets.token_hash(secrets.new_token()));
}

TEST(SodiumSecrets, CodesHashTheSameHoweverTyped) {
  const SodiumSecrets secrets("pepper");
  EXPECT_EQ(secrets.code_hash("ACDE-FGHJ-K347"), secrets.code_hash("ａcde fghj k347"));
  EXPECT_NE(secrets.code_hash("ACDE-FGHJ-K347"), secrets.code_hash("ACDE-FGHJ-K346"));
}

TEST(SodiumSecrets, PepperChangesCodeHashesAndNothingElse) {
  const SodiumSecrets none(""), one("pepper"), same("pepper"), other(std::string(300, 'p'));
  const std::string code = "ACDE-FGHJ-K347";
  EXPECT_EQ(one.code_hash(code), same.code_hash(code));
  EXPECT_NE(none.code_hash(code), one.code_hash(code));
  EXPECT_NE(one.code_hash(code), other.code_hash(code));
  EXPECT_EQ(one.token_hash("t"), other.token_hash("t"));
}

TEST(SodiumSecrets, TokenAndCodeHashesAreApart) {
  const SodiumSecrets secrets("");
  EXPECT_NE(secrets.token_hash("ACDE"), secrets.code_hash("ACDE"));
}

TEST(SodiumSecrets, Sha256IsSha256) {
  const auto hash = SodiumSecrets("").sha256("abc");  // FIPS 180-4, example 1
  EXPECT_EQ(static_cast<int>(hash.front()), 0xba);
  EXPECT_EQ(static_cast<int>(hash.back()), 0xad);
}

}  // namespace
}  // namespace jiaxin::credentials
