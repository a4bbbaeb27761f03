#include "policy/pack/packs.hpp"

#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <utility>

#include "policy/pack/national.hpp"
#include "policy/pack/parse.hpp"

namespace jiaxin::policy {
namespace {

std::optional<std::string> contents_of(const std::string& file) {
  std::error_code unknown;
  if (!std::filesystem::is_regular_file(file, unknown)) return std::nullopt;  // a pipe may never end, or begin
  std::ifstream in(file, std::ios::binary);
  std::string toml(max_pack_bytes + 1, '\0');  // one more is refused as too large
  in.read(toml.data(), static_cast<std::streamsize>(toml.size()));
  if (in.bad() || (in.fail() && !in.eof())) return std::nullopt;
  toml.resize(static_cast<std::size_t>(in.gcount()));
  return toml;
}

}  // namespace

std::string_view name(Level level) {
  constexpr std::string_view names[] = {"national", "region", "school"};
  return names[static_cast<unsigned>(level)];
}

Packs::Packs() {
  const PackErrors errors = add(national_toml(), "national.toml");
  if (!errors.empty()) throw std::runtime_error(errors.front().text());
}

PackErrors Packs::add(std::string_view toml, const std::string& file) {
  auto parsed = parse_pack(toml, file, all_);
  if (auto* errors = std::get_if<PackErrors>(&parsed)) return std::move(*errors);
  all_.push_back(std::get<Pack>(std::move(parsed)));
  return {};
}

std::string Packs::version() const {
  std::string version;
  for (const Pack& pack : all_) version.append(version.empty() ? "" : "+").append(pack.name());
  return version;
}

std::variant<Packs, PackErrors> load_packs(const std::vector<std::string>& files) {
  Packs packs;
  for (const std::string& file : files) {
    const auto toml = contents_of(file);
    if (!toml) return PackErrors{{file, 0, 0, "无法读取这个文件", "this file cannot be read"}};
    PackErrors errors = packs.add(*toml, file);
    if (!errors.empty()) return errors;
  }
  return packs;
}

}  // namespace jiaxin::policy
