#include "credentials/argon2_hasher.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

#include <future>

namespace jiaxin::credentials {
namespace {

const Argon2Cost cheap{crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN};

struct Argon2HasherTest : testing::Test {
  WorkerPool pool{1, 4};
  Argon2Hasher hasher{pool, cheap};

  std::optional<std::string> hash(const std::string& password) {
    std::promise<std::optional<std::string>> answer;
    hasher.hash(password, [&](auto hashed) { answer.set_value(std::move(hashed)); });
    return answer.get_future().get();
  }
  std::optional<bool> verify(const std::string& password, const std::string& against) {
    std::promise<std::optional<bool>> answer;
    hasher.verify(password, against, [&](auto right) { answer.set_value(right); });
    return answer.get_future().get();
  }
};

TEST_F(Argon2HasherTest, TheRightPasswordIsRightAndNoOther) {
  const auto hashed = hash("家信 correct horse");
  ASSERT_TRUE(hashed);
  EXPECT_TRUE(hashed->starts_with("$argon2id$"));
  EXPECT_EQ(verify("家信 correct horse", *hashed), true);
  EXPECT_EQ(verify("家信 correct horsf", *hashed), false);
  EXPECT_EQ(verify("", *hashed), false);
}

TEST_F(Argon2HasherTest, SamePasswordHashesDifferentlyEachTime) { EXPECT_NE(hash("password"), hash("password")); }

TEST_F(Argon2HasherTest, NobodyIsFalseAfterARealVerification) { EXPECT_EQ(verify("password", ""), false); }

TEST_F(Argon2HasherTest, DamagedHashIsFalse) { EXPECT_EQ(verify("password", "$argon2id$broken"), false); }

TEST_F(Argon2HasherTest, AnswersAtOnceWithNothingWhenTooManyWait) {
  std::promise<void> release, busy;
  ASSERT_TRUE(pool.run([&] {
    busy.set_value();
    release.get_future().wait();
  }));
  busy.get_future().wait();
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(pool.run([] {}));
  EXPECT_EQ(hash("password"), std::nullopt);
  EXPECT_EQ(verify("password", ""), std::nullopt);
  release.set_value();
  pool.stop();  // before what its tasks refer to goes
}

TEST(Argon2Hasher, RefusesACostThatLibsodiumDoesNotKnow) {
  WorkerPool pool{1, 1};
  EXPECT_THROW(Argon2Hasher(pool, {0, 1}), std::runtime_error);
}

}  // namespace
}  // namespace jiaxin::credentials
