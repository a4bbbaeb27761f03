#include "roster_upload.hpp"

#include <algorithm>
#include <fstream>
#include <system_error>

namespace jiaxin::cli {
namespace {

bool is_csv(const std::filesystem::directory_entry& entry) {
  auto extension = entry.path().extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  std::error_code error;
  return extension == ".csv" && entry.is_regular_file(error);
}

Refusal unreadable(const std::filesystem::path& file) {
  return refused("读不出文件 " + file.string() + "。", "The file " + file.string() + " cannot be read.");
}

}  // namespace

Result<std::vector<std::filesystem::path>> csv_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  std::filesystem::directory_iterator at(folder, error);
  for (; !error && at != std::filesystem::directory_iterator(); at.increment(error))
    if (is_csv(*at)) files.push_back(at->path());
  if (error)
    return usage("读不出目录 " + folder.string() + "：" + error.message(),
                 "The folder " + folder.string() + " cannot be read: " + error.message());
  if (files.empty())
    return usage("目录 " + folder.string() + " 里没有 .csv 文件。",
                 "There is no .csv file in " + folder.string() + ".");
  std::sort(files.begin(), files.end());
  return files;
}

Result<Nothing> for_each_piece(const std::filesystem::path& file, const v1::MemberRef& member, const PutPiece& put) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return unreadable(file);
  std::string buffer(max_piece_bytes, '\0');
  std::uint64_t offset = 0;
  while (true) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    const auto size = static_cast<std::size_t>(in.gcount());
    if (in.bad()) return unreadable(file);
    if (size == 0 && offset > 0) return Nothing{};
    v1::PutRosterPiece piece;
    *piece.mutable_member() = member;
    piece.set_file_name(file.filename().string());
    piece.set_offset(offset);
    piece.set_data(buffer.data(), size);
    if (auto kept = put(std::move(piece)); !kept) return kept;
    offset += size;
    if (size < buffer.size()) return Nothing{};
  }
}

}  // namespace jiaxin::cli
