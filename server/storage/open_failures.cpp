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

OpenFailure nothing_to_read(const std::filesystem::path& directory) {
  const auto path = directory.string();
  return {Kind::missing, "There is no database in " + path + ". Name the folder that jiaxind has as --data, or a copy.",
          path + " 中没有数据库，请写明 jiaxind 的 --data 文件夹或它的副本。"};
}

OpenFailure newer_database(std::int64_t found, std::int64_t known) {
  const auto has = std::to_string(found), knows = std::to_string(known);
  return {
      Kind::newer,
      "The database was written by a newer Jiaxin (schema " + has + "; this one knows " + knows +
          "). It was left untouched. Install the newer version.",
      "数据库由更新版本的家信写入（结构版本 " + has + "，本程序只认识 " + knows + "），未做任何改动。请安装新版本。"};
}

OpenFailure older_database(std::int64_t found, std::int64_t known) {
  const auto has = std::to_string(found), knows = std::to_string(known);
  return {Kind::older,
          "The database was written by an older Jiaxin (schema " + has + "; this one reads " + knows +
              "). It was left untouched. Use the program of its version, or start this version's jiaxind on it first.",
          "数据库由较旧版本的家信写入（结构版本 " + has + "，本程序读取 " + knows +
              "），未做任何改动。请使用同版本的程序，或先用本版本的 jiaxind 启动一次。"};
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

OpenFailure failure_of(const SqlError& error) {
  const int code = error.code() & 0xff;
  const bool damaged = code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
  return damaged ? damaged_database(error.what()) : unusable_database(error.what());
}

OpenFailure opened_meanwhile(const std::filesystem::path& directory) {
  const auto path = directory.string();
  return {Kind::locked, "A server was started on " + path + " meanwhile. Do this again.",
          "读取期间有服务器在 " + path + " 上启动，请再执行一次。"};
}

}  // namespace jiaxin::storage
