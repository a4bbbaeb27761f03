#include "profile.hpp"

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>

namespace jiaxin::cli {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

std::string home_folder() {
  if (auto home = environment("HOME"); !home.empty()) return home;
  const passwd* entry = getpwuid(getuid());
  return entry && entry->pw_dir ? entry->pw_dir : "";
}

bool is_profile_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

// 0 or the error number. Folders that are there already stay as they are.
int make_folders(const std::filesystem::path& folder) {
  std::filesystem::path made;
  for (const auto& part : folder) {
    made /= part;
    if (mkdir(made.c_str(), 0700) != 0 && errno != EEXIST && errno != EROFS && errno != EACCES) return errno;
  }
  return access(folder.c_str(), F_OK) == 0 ? 0 : errno;
}

}  // namespace

bool is_profile_name(const std::string& name) {
  return !name.empty() && name.size() <= 64 && name != "." && name != ".." &&
         std::all_of(name.begin(), name.end(), is_profile_character);
}

Result<std::filesystem::path> state_file(const std::string& profile, const std::string& xdg_state_home,
                                         const std::string& home) {
  if (!is_profile_name(profile))
    return usage("配置名只能用字母、数字和 . _ -，至多 64 个字符。",
                 "A profile's name has letters, digits, . _ and -, at most 64.");
  const bool use_xdg = xdg_state_home.starts_with('/');
  if (!use_xdg && home.empty())
    return refused("找不到主目录，请设置 HOME 或 XDG_STATE_HOME。",
                   "There is no home folder: set HOME or XDG_STATE_HOME.");
  const auto base = use_xdg ? std::filesystem::path(xdg_state_home) : std::filesystem::path(home) / ".local" / "state";
  return base / "jiaxin" / profile / "state.db";
}

Result<std::filesystem::path> prepare_state_file(const std::string& profile) {
  auto file = state_file(profile, environment("XDG_STATE_HOME"), home_folder());
  if (!file) return file;
  const auto folder = file->parent_path().parent_path();
  if (const int error = make_folders(folder); error != 0)
    return refused("无法建立目录 " + folder.string() + "：" + std::strerror(error),
                   "The folder " + folder.string() + " cannot be made: " + std::strerror(error));
  return file;
}

std::string device_name() {
  std::array<char, 256> host{};
  if (gethostname(host.data(), host.size() - 1) != 0) return "jiaxin";
  const std::string_view name(host.data());
  const bool plain = std::all_of(name.begin(), name.end(), is_profile_character);
  return plain && !name.empty() ? "jiaxin @ " + std::string(name.substr(0, 55)) : "jiaxin";
}

}  // namespace jiaxin::cli
