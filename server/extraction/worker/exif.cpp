#include "worker/exif.hpp"

#include <cstddef>

namespace jiaxin::extraction {
namespace {

using namespace std::literals;

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}

// Numbers in the byte order that the block itself names.
class Tiff {
 public:
  explicit Tiff(std::string_view bytes) : bytes_(bytes), little_(bytes.starts_with("II")) {}

  unsigned two(std::size_t at) const {
    const unsigned a = byte_at(bytes_, at), b = byte_at(bytes_, at + 1);
    return little_ ? b << 8 | a : a << 8 | b;
  }
  std::size_t four(std::size_t at) const {
    const std::size_t a = two(at), b = two(at + 2);
    return little_ ? b << 16 | a : a << 16 | b;
  }

 private:
  std::string_view bytes_;
  bool little_;
};

int orientation_in(std::string_view block) {
  constexpr unsigned orientation_tag = 0x0112;
  const Tiff tiff(block);
  const std::size_t directory = tiff.four(4);
  if (directory >= block.size()) return 1;
  const unsigned count = tiff.two(directory);
  for (unsigned i = 0; i < count && i < 64; ++i) {
    const std::size_t entry = directory + 2 + std::size_t{12} * i;
    if (tiff.two(entry) != orientation_tag) continue;
    const unsigned value = tiff.two(entry + 8);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  }
  return 1;
}

}  // namespace

int exif_orientation(std::string_view jpeg) {
  constexpr unsigned application_1 = 0xE1, start_of_scan = 0xDA;
  for (std::size_t at = 2; at + 4 <= jpeg.size() && byte_at(jpeg, at) == 0xFF;) {
    const unsigned marker = byte_at(jpeg, at + 1);
    const std::size_t length = byte_at(jpeg, at + 2) << 8 | byte_at(jpeg, at + 3);
    const auto segment = jpeg.substr(at + 4, length > 2 ? length - 2 : 0);
    if (marker == application_1 && segment.starts_with("Exif\0\0"sv)) return orientation_in(segment.substr(6));
    if (marker == start_of_scan || length < 2) break;
    at += 2 + length;
  }
  return 1;
}

}  // namespace jiaxin::extraction
