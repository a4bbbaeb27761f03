#include "codec/utf8.hpp"

#include <gtest/gtest.h>

namespace jiaxin::codec {
namespace {

using namespace std::string_view_literals;

TEST(Utf8, TakesTheCornersOfWhatIsText) {
  for (const auto text : {""sv, "a\0b"sv, "\x7f"sv, "\xc2\x80"sv, "\xdf\xbf"sv, "\xe0\xa0\x80"sv, "\xed\x9f\xbf"sv,
                          "\xee\x80\x80"sv, "\xef\xbf\xbf"sv, "\xf0\x90\x80\x80"sv, "\xf4\x8f\xbf\xbf"sv, "家信"sv})
    EXPECT_TRUE(is_utf8(text)) << text;
}

TEST(Utf8, RefusesOverlongOnesSurrogatesAndWhatIsCutOff) {
  for (const auto text : {"\x80"sv, "\xbf"sv, "\xc0\x80"sv, "\xc1\xbf"sv, "\xe0\x9f\xbf"sv, "\xed\xa0\x80"sv,
                          "\xf0\x8f\xbf\xbf"sv, "\xf4\x90\x80\x80"sv, "\xf5\x80\x80\x80"sv, "\xff"sv, "\xc3"sv,
                          "\xe5\xae"sv, "\xf0\x9f\x8c"sv, "\xe5\xae\x41"sv})
    EXPECT_FALSE(is_utf8(text));
}

}  // namespace
}  // namespace jiaxin::codec
