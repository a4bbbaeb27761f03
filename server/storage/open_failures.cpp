#include "storage/open_failures.hpp"

namespace jiaxin::storage {

using Kind = OpenFailure::Kind;

OpenFailure locked_directory(const std::filesystem::path& directory) {
  const auto path = directory.string();
  return {Kind::locked, "Another Jiaxin process is using " + path + ". Stop it first.",
          "另一个家信进程正在使用 " + path + "，请先停止它。"};
}

OpenFailure missing_database(const std::filesystem::path& directory) {
  const auto path = directory.string();
  return {Kind::missing, "There is no database in " + path + ". Run `jiaxind init` first.",
          path + " 中没有数据库，请先运行 `jiaxind init`。"};
}

OpenFailure newer_database(std::int64_t found, std::int64_t known) {
  const auto has = std::to_string(found), knows = std::to_string(known);
  return {
      Kind::newer,
      "The database was written by a newer Jiaxin (schema " + has + "; this one knows " + knows +
          "). It was left untouched. Install the newer version.",
      "数据库由更新版本的家信写入（结构版本 " + has + "，本程序只认识 " + knows + "），未做任何改动。请安装新版本。"};
}

OpenFailure foreign_database(const std::filesystem::path& directory) {
  const auto path = directory.string();
  return {Kind::damaged, "The database in " + path + " is not one of Jiaxin's. It was left untouched.",
          path + " 中的数据库不是家信的数据库，未做任何改动。"};
}

OpenFailure damaged_database(const std::string& what) {
  return {Kind::damaged, "The database is damaged (" + what + "). Keep the files and restore the last backup.",
          "数据库已损坏（" + what + "）。请保留现有文件，并恢复最近一次备份。"};
}

OpenFailure unusable_database(const std::string& what) {
  return {Kind::io, "The database cannot be opened: " + what + ".", "无法打开数据库：" + what + "。"};
}

}  // namespace jiaxin::storage
