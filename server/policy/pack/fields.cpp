#include "policy/pack/fields.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace jiaxin::policy {
namespace {

constexpr std::size_t most_errors = 50;

std::string listed(const std::vector<std::string_view>& words) {
  std::string out;
  for (const auto word : words) out.append(out.empty() ? "" : ", ").append(word);
  return out;
}

constexpr std::size_t longest_complaint = 400;

// For a terminal: what a pack holds may stand in a complaint.
std::string harmless(std::string text) {
  if (text.size() > longest_complaint) {
    std::size_t end = longest_complaint;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text.resize(end);
  }
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
  }
  return text;
}

bool has_control_characters(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

}  // namespace

std::string PackError::text() const {
  std::string out = file;
  if (line > 0) out.append(":").append(std::to_string(line)).append(":").append(std::to_string(column));
  return out.append(": ").append(zh).append(" / ").append(en);
}

void Complaints::add(const toml::source_region& at, std::string zh, std::string en) {
  if (errors_.size() == most_errors) return;
  errors_.push_back({file_, at.begin.line, at.begin.column, harmless(std::move(zh)), harmless(std::move(en))});
}

PackErrors Complaints::take() {
  std::stable_sort(errors_.begin(), errors_.end(), [](const PackError& a, const PackError& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
  return std::move(errors_);
}

const toml::node* Fields::optional(std::string_view key) {
  known_.emplace(key);
  return table_.get(key);
}

const toml::node* Fields::required(std::string_view key) {
  const toml::node* node = optional(key);
  const std::string name(key);
  if (!node) complaints_.add(table_.source(), "缺少 " + name + "，请补上", name + " is missing, add it");
  return node;
}

const toml::source_region& Fields::at(std::string_view key) const {
  const toml::node* node = table_.get(key);
  return node ? node->source() : table_.source();
}

std::string Fields::text(std::string_view key, std::size_t max_bytes) {
  const toml::node* node = required(key);
  if (!node) return {};
  const auto value = node->value_exact<std::string>();
  const std::string name(key);
  if (!value) {
    complaints_.add(node->source(), name + " 应为加引号的文字", name + " must be a quoted text");
  } else if (value->empty() || value->size() > max_bytes || has_control_characters(*value)) {
    const std::string most = std::to_string(max_bytes);
    complaints_.add(node->source(), name + " 应为 1 到 " + most + " 字节的一行文字",
                    name + " must be one line of 1 to " + most + " bytes");
  } else {
    return *value;
  }
  return {};
}

std::int64_t Fields::number(std::string_view key, std::int64_t min, std::int64_t max) {
  const toml::node* node = required(key);
  if (!node) return min;
  const auto value = node->value_exact<std::int64_t>();
  if (value && *value >= min && *value <= max) return *value;
  const std::string name(key);
  const std::string least = std::to_string(min);
  const std::string most = std::to_string(max);
  complaints_.add(node->source(), name + " 应为 " + least + " 到 " + most + " 的整数",
                  name + " must be a whole number from " + least + " to " + most);
  return min;
}

std::string Fields::date(std::string_view key) {
  const toml::node* node = required(key);
  if (!node) return {};
  const auto value = node->value_exact<toml::date>();
  if (!value) {
    const std::string name(key);
    complaints_.add(node->source(), name + " 应为日期，写作 2026-09-01，不加引号",
                    name + " must be a date such as 2026-09-01, without quotes");
    return {};
  }
  char text[32];
  std::snprintf(text, sizeof text, "%04u-%02u-%02u", static_cast<unsigned>(value->year),
                static_cast<unsigned>(value->month), static_cast<unsigned>(value->day));
  return text;
}

std::optional<std::size_t> Fields::choice(std::string_view key, const std::vector<std::string_view>& choices) {
  const toml::node* node = required(key);
  if (!node) return std::nullopt;
  const auto value = node->value_exact<std::string_view>();
  const auto found = value ? std::find(choices.begin(), choices.end(), *value) : choices.end();
  if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
  const std::string name(key);
  complaints_.add(node->source(), name + " 应为以下之一：" + listed(choices),
                  name + " must be one of " + listed(choices));
  return std::nullopt;
}

const toml::table* Fields::optional_table(std::string_view key) {
  const toml::node* node = optional(key);
  if (!node) return nullptr;
  if (!node->is_table()) {
    const std::string name(key);
    complaints_.add(node->source(), name + " 应写作 [" + name + "]", name + " must be written [" + name + "]");
  }
  return node->as_table();
}

std::vector<const toml::table*> Fields::tables(std::string_view key, std::size_t most) {
  std::vector<const toml::table*> found;
  const toml::node* node = optional(key);
  if (!node) return found;
  const std::string name(key);
  const toml::array* array = node->as_array();
  if (!array || !std::all_of(array->begin(), array->end(), [](const toml::node& one) { return one.is_table(); })) {
    complaints_.add(node->source(), name + " 应写作 [[" + name + "]]", name + " must be written [[" + name + "]]");
    return found;
  }
  if (array->size() > most) {
    complaints_.add(node->source(), name + " 最多 " + std::to_string(most) + " 条",
                    "there may be at most " + std::to_string(most) + " of " + name);
    return found;
  }
  for (const toml::node& one : *array) found.push_back(one.as_table());
  return found;
}

void Fields::refuse_others() {
  const std::vector<std::string_view> known(known_.begin(), known_.end());
  for (const auto& [key, node] : table_) {
    if (known_.contains(key.str())) continue;
    const std::string name(key.str());
    complaints_.add(key.source(), "没有 " + name + " 这一项，可用：" + listed(known),
                    "there is no " + name + "; known are " + listed(known));
  }
}

}  // namespace jiaxin::policy
