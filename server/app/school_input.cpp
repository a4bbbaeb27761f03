#include "app/school_input.hpp"

#include <filesystem>
#include <fstream>
#include <string_view>

#include "roster/utf8.hpp"

namespace jiaxin::app {
namespace {

constexpr std::size_t max_name_bytes = 128;
constexpr std::size_t max_zone_bytes = 64;

bool has_zone_form(std::string_view zone) {
  constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/";
  return !zone.empty() && zone.size() <= max_zone_bytes && zone.find_first_not_of(allowed) == std::string_view::npos &&
         zone.front() != '/' && zone.back() != '/' && zone.find("//") == std::string_view::npos;
}

// Zone files begin with these four letters; the database also holds tables and folders.
bool is_zone_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  char magic[4] = {};
  return in.read(magic, sizeof magic) && std::string_view(magic, sizeof magic) == "TZif";
}

}  // namespace

std::optional<Words> check_school_name(const std::string& name) {
  if (name.empty()) return Words{"学校名称不能为空", "the school needs a name"};
  if (name.size() > max_name_bytes)
    return Words{"学校名称最多 128 字节（一个汉字占 3 字节）", "the school's name must be at most 128 bytes"};
  if (!roster::valid_utf8(name)) return Words{"学校名称不是 UTF-8", "the school's name is not UTF-8"};
  if (roster::has_control_characters(name))
    return Words{"学校名称不能有控制字符", "the school's name must not have control characters"};
  for (const std::string_view space : {" ", "\u3000"})
    if (name.starts_with(space) || name.ends_with(space))
      return Words{"学校名称的首尾不能有空格", "the school's name must not begin or end with a space"};
  return std::nullopt;
}

std::optional<Words> check_time_zone(const std::string& zone, const std::string& database) {
  std::error_code ignored;
  const bool known = has_zone_form(zone) && (!std::filesystem::is_directory(database, ignored) ||
                                             is_zone_file(std::filesystem::path(database) / zone));
  if (known) return std::nullopt;
  return Words{"没有这个时区，应为 IANA 名称，如 Asia/Shanghai",
               "there is no such time zone; give an IANA name such as Asia/Shanghai"};
}

}  // namespace jiaxin::app
