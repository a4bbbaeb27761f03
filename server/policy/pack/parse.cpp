#include "policy/pack/parse.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "policy/pack/fields.hpp"
#include "policy/pack/rule_parser.hpp"
#include "policy/pack/word_parser.hpp"

namespace jiaxin::policy {
namespace {

constexpr std::size_t max_title_bytes = 200;
constexpr std::size_t max_pack_id_bytes = 32;
constexpr std::ptrdiff_t max_stops = 64;  // of a line

void check_level(const Pack& pack, std::span<const Pack> above, const toml::source_region& at, Complaints& complaints) {
  if (above.empty()) {
    if (pack.level != Level::national)
      complaints.add(at, "第一个规则包应为 national", "the first pack must be national");
    return;
  }
  if (pack.level == Level::national) {
    complaints.add(at, "国家规则已内置，这里应为 region 或 school",
                   "the national base is built in; write region or school");
  } else if (pack.level < above.back().level) {
    complaints.add(at, "应按从上到下的顺序列出：先 region，后 school",
                   "list packs from the top down: region, then school");
  }
}

void check_id(const Pack& pack, std::span<const Pack> above, const toml::source_region& at, Complaints& complaints) {
  if (pack.id.empty()) return;  // complained about already
  if (!is_id(pack.id))
    return complaints.add(at, "id 只能用小写字母、数字和连字符", "id may have small letters, digits and hyphens only");
  const bool taken = std::any_of(above.begin(), above.end(), [&](const Pack& one) { return one.id == pack.id; });
  if (taken)
    complaints.add(at, "已有 id 为 " + pack.id + " 的规则包，请换一个",
                   "a pack with the id " + pack.id + " is there already");
}

// TOML has no place for them, and its parser stumbles over a NUL.
std::optional<PackError> control_character(std::string_view toml, const std::string& file) {
  const auto found = std::find_if(toml.begin(), toml.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
  });
  if (found == toml.end()) return std::nullopt;
  const auto line = static_cast<std::size_t>(std::count(toml.begin(), found, '\n')) + 1;
  return PackError{file, line, 1, "这一行有控制字符，请删去", "this line has a control character, remove it"};
}

// A key of very many parts is as many tables in one another, and the parser goes down into each.
std::optional<PackError> endless_key(std::string_view toml, const std::string& file) {
  for (std::size_t line = 1; !toml.empty(); ++line) {
    const auto text = toml.substr(0, toml.find('\n'));
    toml.remove_prefix(std::min(toml.size(), text.size() + 1));
    if (std::count(text.begin(), text.end(), '.') > max_stops)
      return PackError{file, line, 1, "这一行的“.”超过 64 个，请分成几行",
                       "this line has more than 64 full stops, break it up"};
  }
  return std::nullopt;
}

Pack read_pack(const toml::table& file, std::span<const Pack> above, Complaints& complaints) {
  Fields fields(file, complaints);
  Pack pack;
  fields.number("format", 1, 1);
  pack.id = fields.text("id", max_pack_id_bytes);
  check_id(pack, above, fields.at("id"), complaints);
  if (const auto level = fields.choice("level", {"national", "region", "school"})) {
    pack.level = static_cast<Level>(*level);
    check_level(pack, above, fields.at("level"), complaints);
  }
  pack.version = fields.number("version", 1, 1'000'000);
  pack.date = fields.date("date");
  pack.title = fields.text("title", max_title_bytes);
  pack.title_en = fields.text("title_en", max_title_bytes);
  read_words(fields, above, pack, complaints);
  read_rules(fields, above, pack, complaints);
  fields.refuse_others();
  return pack;
}

}  // namespace

std::variant<Pack, PackErrors> parse_pack(std::string_view toml, const std::string& file, std::span<const Pack> above) {
  if (toml.size() > max_pack_bytes) return PackErrors{{file, 0, 0, "超过 1 MiB", "is larger than 1 MiB"}};
  if (auto error = control_character(toml, file)) return PackErrors{std::move(*error)};
  if (auto error = endless_key(toml, file)) return PackErrors{std::move(*error)};
  Complaints complaints(file);
  Pack pack;
  try {
    pack = read_pack(toml::parse(toml), above, complaints);
  } catch (const toml::parse_error& error) {
    const std::string what(error.description());
    complaints.add(error.source(), "不是有效的 TOML：" + what, "is not valid TOML: " + what);
  }
  PackErrors errors = complaints.take();
  if (!errors.empty()) return errors;
  return pack;
}

}  // namespace jiaxin::policy
