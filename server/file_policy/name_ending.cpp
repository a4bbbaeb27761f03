#include "file_policy/name_ending.hpp"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <string>

namespace jiaxin::file_policy {
namespace {

using extraction::Format;
struct Ending {
  std::string_view letters;
  Format format;
};

// Programs tell pictures apart by their bytes, and phones name them wrongly all the time.
constexpr Ending endings[] = {
    {"txt", Format::text},     {"text", Format::text},    {"csv", Format::text},     {"tsv", Format::text},
    {"md", Format::text},      {"log", Format::text},     {"docx", Format::office},  {"xlsx", Format::office},
    {"pptx", Format::office},  {"docm", Format::office},  {"xlsm", Format::office},  {"pptm", Format::office},
    {"dotx", Format::office},  {"xltx", Format::office},  {"potx", Format::office},  {"ppsx", Format::office},
    {"pdf", Format::pdf},      {"png", Format::picture},  {"jpg", Format::picture},  {"jpeg", Format::picture},
    {"jpe", Format::picture},  {"jfif", Format::picture}, {"bmp", Format::picture},  {"dib", Format::picture},
    {"tif", Format::picture},  {"tiff", Format::picture}, {"webp", Format::picture}, {"heic", Format::picture},
    {"heif", Format::picture}, {"gif", Format::picture},
};

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

}  // namespace

std::string_view ending(std::string_view name) {
  constexpr std::size_t longest = 5;
  const std::size_t dot = name.rfind('.');
  if (dot == 0 || dot == name.npos || name.size() - dot - 1 > longest) return {};
  const auto rest = name.substr(dot + 1);
  const auto letter = [](unsigned char c) { return c < 0x80 && std::isalnum(c); };
  return std::all_of(rest.begin(), rest.end(), letter) ? rest : std::string_view();
}

std::string_view without_ending(std::string_view name) {
  const auto end = ending(name);
  return end.empty() ? name : name.substr(0, name.size() - end.size() - 1);
}

bool fits(std::string_view ending, Format format) {
  const bool is_number = std::all_of(ending.begin(), ending.end(), [](unsigned char c) { return std::isdigit(c); });
  if (is_number || format == Format::unknown) return true;
  const std::string letters = lower(ending);
  return std::any_of(std::begin(endings), std::end(endings),
                     [&](const Ending& known) { return known.letters == letters && known.format == format; });
}

}  // namespace jiaxin::file_policy
