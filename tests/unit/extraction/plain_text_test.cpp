#include "worker/plain_text.hpp"

#include <gmock/gmock.h>
#include <unicode/ucnv.h>

#include <random>

#include "memory_sink.hpp"

namespace jiaxin::extraction {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view letter = "各位家长：明天下午三点开家长会，请准时到校。\nPlease come on time.\n";

Extraction read(std::string_view bytes) {
  MemorySink sink;
  read_plain_text(bytes, sink);
  EXPECT_TRUE(sink.accepted());
  return std::move(sink).result();
}

std::string in(const char* charset, std::string_view utf8) {
  std::string bytes(utf8.size() * 4 + 16, '\0');
  UErrorCode error = U_ZERO_ERROR;
  bytes.resize(
      static_cast<std::size_t>(ucnv_convert(charset, "UTF-8", bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                            utf8.data(), static_cast<std::int32_t>(utf8.size()), &error)));
  EXPECT_TRUE(U_SUCCESS(error));
  return bytes;
}

TEST(PlainText, IsReadInEveryCharset) {
  for (const std::string& bytes :
       {std::string(letter), "\xEF\xBB\xBF" + std::string(letter), in("GB18030", letter), in("UTF-16", letter),
        in("UTF-16LE", letter), in("UTF-16BE", letter), "\xFF\xFE" + in("UTF-16LE", letter)}) {
    const Extraction result = read(bytes);
    EXPECT_EQ(result.text, letter);
    EXPECT_EQ(result.means, Means::text);
    EXPECT_THAT(result.doubts, IsEmpty());
  }
}

TEST(PlainText, AnEmptyFileSaysNothing) {
  EXPECT_EQ(read("").means, Means::text);
  EXPECT_THAT(read("").doubts, IsEmpty());
}

TEST(PlainText, WhatIsNoTextIsOfUnknownKind) {
  std::mt19937 random(7);
  std::string noise(4096, '\0');
  for (char& c : noise) c = static_cast<char>(random());
  for (const std::string& bytes : {noise, std::string("ab\0cd\0\0\0ef\1\2\3", 14), std::string(300, '\0'),
                                   std::string("\x7f"
                                               "ELF\2\1\1\0\0",
                                               9)}) {
    const Extraction result = read(bytes);
    EXPECT_EQ(result.means, Means::none);
    EXPECT_THAT(result.doubts, ElementsAre(Doubt::unknown_kind));
  }
}

TEST(PlainText, ALongFileIsReadAsFarAsTheLimit) {
  std::string bytes;
  while (bytes.size() < 3u << 20) bytes += letter;
  const Extraction result = read(bytes);
  EXPECT_LE(result.text.size(), max_text_bytes);
  EXPECT_GT(result.text.size(), max_text_bytes - (64u << 10));
  EXPECT_THAT(result.doubts, ElementsAre(Doubt::too_large));
}

// A line feed to end at may be missing; then the end may lie inside a character of the charset.
TEST(PlainText, OneLongLineIsReadAsFarAsTheLimit) {
  for (const char* start : {"", "a", "aa"}) {
    std::string bytes = start;
    while (bytes.size() < 3u << 20) bytes += "各位家长";
    EXPECT_THAT(read(bytes).doubts, ElementsAre(Doubt::too_large)) << start;
    EXPECT_THAT(read(in("GB18030", bytes)).doubts, ElementsAre(Doubt::too_large)) << start;
  }
}

TEST(PlainText, MarkupIsOfUnknownKind) {
  const Extraction result = read("<html>各位家长</html>");
  EXPECT_EQ(result.text, "");
  EXPECT_THAT(result.doubts, ElementsAre(Doubt::unknown_kind));
}

}  // namespace
}  // namespace jiaxin::extraction
