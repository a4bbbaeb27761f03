#include <gmock/gmock.h>

#include <utility>

#include "worker/contrast.hpp"
#include "worker/rows.hpp"
#include "worker/strips.hpp"

namespace jiaxin::extraction {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

void fill(Pix& pix, const Place& place, l_uint32 colour) {
  for (int y = place.top; y < place.top + place.height; ++y)
    for (int x = place.left; x < place.left + place.width; ++x) pixSetPixel(&pix, x, y, colour);
}

l_uint32 rgb(int red, int green, int blue) {
  l_uint32 pixel = 0;
  composeRGBPixel(red, green, blue, &pixel);
  return pixel;
}

// Strokes of the sizes that characters fall into.
ReadPlaces row(std::size_t strokes, double slope = 0) {
  constexpr int widths[] = {6, 22, 9, 14, 26, 11}, heights[] = {24, 20, 12, 26, 10, 22};
  ReadPlaces result;
  int left = 60;
  for (std::size_t i = 0; i < strokes; ++i) {
    const int height = heights[i % 6];
    result.push_back({left, 200 - height / 2 + static_cast<int>(slope * left), widths[i % 6], height});
    left += widths[i % 6] + 8;
  }
  return result;
}

PixPtr page(l_uint32 ground) {
  PixPtr pix(pixCreate(800, 600, 32));
  fill(*pix, {0, 0, 800, 600}, ground);
  return pix;
}

std::vector<Place> rows_of(const ReadPlaces& strokes, const ReadPlaces& read = {}) {
  const PixPtr black(pixCreate(800, 600, 1));
  for (const Place& one : strokes) fill(*black, one, 1);
  return unread_rows(*black, read);
}

TEST(UnreadRows, EightStrokesAreARow) {
  EXPECT_THAT(rows_of(row(16)), SizeIs(1));
  EXPECT_THAT(rows_of(row(8)), SizeIs(1));
  EXPECT_THAT(rows_of(row(5)), IsEmpty());
  EXPECT_THAT(rows_of(row(16, 0.15)), SizeIs(1));
  EXPECT_THAT(rows_of(row(16, 0.5)), IsEmpty());
}

TEST(UnreadRows, WhatWasReadIsLeftOut) {
  const ReadPlaces strokes = row(20);
  EXPECT_THAT(rows_of(strokes, strokes), IsEmpty());
  EXPECT_THAT(rows_of(strokes, {strokes.begin(), strokes.begin() + 10}), SizeIs(1));
  // Every other word was "read".
  ReadPlaces some;
  for (std::size_t i = 0; i < strokes.size(); i += 3) some.push_back(strokes[i]);
  EXPECT_THAT(rows_of(strokes, some), SizeIs(1));
}

TEST(UnreadRows, OneShapeOverAndOverIsAnOrnament) {
  ReadPlaces stars;
  for (int i = 0; i < 16; ++i) stars.push_back({60 + 40 * i, 200, 24, 22});
  EXPECT_THAT(rows_of(stars), IsEmpty());
}

TEST(LocalContrast, StrokesOfAnyColourStandOut) {
  const l_uint32 white = rgb(255, 255, 255);
  const std::pair<l_uint32, l_uint32> colours[] = {{white, rgb(225, 225, 225)},
                                                   {white, rgb(255, 235, 190)},
                                                   {rgb(200, 30, 30), white},
                                                   {rgb(0, 140, 0), rgb(255, 60, 60)}};
  for (const auto& [ground, ink] : colours) {
    const PixPtr picture = page(ground);
    for (const Place& one : row(16)) fill(*picture, one, ink);
    EXPECT_THAT(unread_rows(*strokes_of(*local_contrast(*picture)), {}), SizeIs(1)) << ground << ' ' << ink;
  }
}

TEST(LocalContrast, GradientsAndGrainAreNoStrokes) {
  const PixPtr picture = page(0);
  l_uint32 seed = 1;
  for (int y = 0; y < 600; ++y)
    for (int x = 0; x < 800; ++x) {
      seed = seed * 1664525 + 1013904223;
      const int grain = static_cast<int>(seed >> 28);
      pixSetPixel(picture.get(), x, y, rgb(x / 4 + grain, y / 3 + grain, 120 + grain));
    }
  EXPECT_THAT(unread_rows(*strokes_of(*local_contrast(*picture)), {}), IsEmpty());
}

TEST(Strips, TallPicturesAreCutBetweenLines) {
  const PixPtr grey(pixCreate(1000, 6000, 8));
  pixSetAllArbitrary(grey.get(), 237);
  for (int y = 40; y < 5900; y += 100) fill(*grey, {100, y, 30, 60}, 20);
  ASSERT_TRUE(is_tall(*grey));
  int top = 0;
  for (const Place& strip : strips_of(*grey)) {
    EXPECT_EQ(strip.top, top);
    EXPECT_EQ(strip.width, 1000);
    EXPECT_LE(strip.height, 1600);
    top += strip.height;
    EXPECT_FALSE(top % 100 > 40 && top % 100 < 99) << top;
  }
  EXPECT_EQ(top, 6000);
  EXPECT_FALSE(is_tall(*PixPtr(pixCreate(1080, 2340, 8))));
}

}  // namespace
}  // namespace jiaxin::extraction
