// Any bytes get an answer: a roster or problems that can be shown, never a crash, an exception or a hang.
#include <gtest/gtest.h>

#include <random>

#include "roster/utf8.hpp"
#include "roster_matchers.hpp"
#include "small_school.hpp"

namespace jiaxin::roster {
namespace {

void expect_sane(const ParseResult& result) {
  EXPECT_EQ(result.roster.has_value(), result.problems.empty());
  EXPECT_LE(result.problems.size(), Problems::max_problems + 1);
  for (const Problem& problem : result.problems) {
    EXPECT_FALSE(problem.reason_en.empty());
    EXPECT_FALSE(has_control_characters(problem.reason_zh)) << problem.reason_zh;
    EXPECT_FALSE(has_control_characters(problem.reason_en)) << problem.reason_en;
  }
}

using Random = std::mt19937;

char any_of(Random& random, std::string_view bytes) { return bytes[random() % bytes.size()]; }

std::string random_bytes(Random& random) {
  std::string bytes(random() % 300, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

std::string csv_like_bytes(Random& random) {
  std::string bytes(random() % 300, '\0');
  for (char& byte : bytes) byte = any_of(random, std::string_view("a1,,\"\"\n\r \0\xe7\x8e\x8b", 14));
  return bytes;
}

std::string damaged(std::string bytes, Random& random) {
  for (int i = 0; i < 3; ++i) {
    const std::size_t at = random() % bytes.size();
    switch (random() % 3) {
      case 0: bytes[at] = any_of(random, std::string_view("\",\n\r\0\xff\xe4s13", 10)); break;
      case 1: bytes.erase(at, 1 + random() % 8); break;
      default: bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 20));
    }
  }
  return bytes;
}

TEST(HostileBytes, RandomFilesAreAnswered) {
  Random random(20240901);
  for (int round = 0; round < 2000; ++round) {
    SmallSchool school;
    for (const auto& file : SmallSchool().files()) {
      if (random() % 4 == 0) school.set(file.name, random() % 2 ? random_bytes(random) : csv_like_bytes(random));
    }
    expect_sane(school.parse());
  }
}

TEST(HostileBytes, DamagedFilesAreAnswered) {
  Random random(7);
  for (int round = 0; round < 4000; ++round) {
    const auto files = SmallSchool().files();
    const auto& victim = files[random() % files.size()];
    expect_sane(SmallSchool().set(victim.name, damaged(victim.bytes, random)).parse());
  }
}

TEST(HostileBytes, EveryTruncationOfEveryFileIsAnswered) {
  for (const auto& [name, bytes] : SmallSchool().files()) {
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      expect_sane(SmallSchool().set(name, bytes.substr(0, size)).parse());
    }
  }
}

TEST(HostileBytes, HostileFileNamesAreShownSafely) {
  for (const std::string& name : {std::string("users.csv\0x", 11), std::string("../users.csv"), std::string("\xff\n"),
                                  std::string(5000, 'x'), std::string("\u202eusers.csv\ufeff"), std::string()}) {
    const auto result = SmallSchool().set(name, "a").parse();
    expect_sane(result);
    EXPECT_THAT(result.problems, only_problem("", 0, "unknown file name"));
  }
}

TEST(HostileBytes, HugePlainShapesAreAnswered) {
  const std::size_t size = 4 * 1024 * 1024;
  for (const std::string& bytes : {std::string(size, '"'), std::string(size, ','), std::string(size, '\n'),
                                   std::string(size, '\0'), std::string(size, '\r')}) {
    expect_sane(SmallSchool().set("users.csv", bytes).parse());
    expect_sane(SmallSchool().set("users.csv", SmallSchool().bytes("users.csv") + bytes).parse());
  }
}

}  // namespace
}  // namespace jiaxin::roster
