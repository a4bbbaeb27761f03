#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace jiaxin::extraction {

// As the head of a picture promises.
struct PictureSize {
  std::int64_t width = 0, height = 0;

  std::int64_t pixels() const { return width * height; }
  bool is_small() const { return pixels() <= icon_side * icon_side; }
  // Of few pixels, but long enough for a line of words and not too low for letters.
  bool is_line() const { return is_small() && longer() > icon_side && pixels() / longer() >= lowest_letters; }

 private:
  static constexpr std::int64_t icon_side = 64;
  static constexpr std::int64_t lowest_letters = 8;
  std::int64_t longer() const { return width > height ? width : height; }
};

// Nothing where there is no head of a picture.
std::optional<PictureSize> picture_size(std::string_view bytes);

}  // namespace jiaxin::extraction
