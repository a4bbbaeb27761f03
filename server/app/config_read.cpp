#include <arpa/inet.h>
#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>

#include "app/config_file.hpp"
#include "app/config_mask.hpp"
#include "app/settings.hpp"
#include "roster/utf8.hpp"

namespace jiaxin::app {
namespace {

constexpr std::size_t max_file_bytes = 1 << 20;

std::string number(std::int64_t value) { return std::to_string(value); }

std::string joined(const std::vector<std::string_view>& words) {
  std::string out;
  for (const auto word : words) out.append(out.empty() ? "" : ", ").append(word);
  return out;
}

using Complaint = std::optional<Words>;

Complaint check_text(const std::string& text, std::size_t max_bytes) {
  if (text.size() > max_bytes)
    return Words{"最多 " + number(static_cast<std::int64_t>(max_bytes)) + " 字节",
                 "must be at most " + number(static_cast<std::int64_t>(max_bytes)) + " bytes"};
  if (roster::has_control_characters(text)) return Words{"不能有控制字符", "must not have control characters"};
  return std::nullopt;
}

// One value of a file, taken over into the configuration or complained about.
struct Taking {
  Config& config;
  const toml::node& node;

  Complaint operator()(const Number& kind) const {
    const auto value = node.value_exact<std::int64_t>();
    if (!value) return Words{"应为整数", "must be a whole number"};
    if (*value < kind.min || *value > kind.max)
      return Words{"应在 " + number(kind.min) + " 与 " + number(kind.max) + " 之间",
                   "must be between " + number(kind.min) + " and " + number(kind.max)};
    kind.of(config) = *value;
    return std::nullopt;
  }
  Complaint operator()(const Flag& kind) const {
    const auto value = node.value_exact<bool>();
    if (!value) return Words{"应为 true 或 false", "must be true or false"};
    kind.of(config) = *value;
    return std::nullopt;
  }
  Complaint operator()(const Text& kind) const {
    const auto value = node.value_exact<std::string>();
    if (!value) return Words{"应为加引号的文字", "must be a quoted text"};
    if (kind.secret && *value == secret_mask)
      return Words{"这是 --print-config 的掩码，请填写真正的值",
                   "is the mask of --print-config; put the real value here"};
    if (auto complaint = check_text(*value, kind.max_bytes)) return complaint;
    kind.of(config) = *value;
    return std::nullopt;
  }
  Complaint operator()(const Choice& kind) const {
    const auto value = node.value_exact<std::string>();
    if (!value || std::find(kind.choices.begin(), kind.choices.end(), *value) == kind.choices.end())
      return Words{"应为以下之一：" + joined(kind.choices), "must be one of " + joined(kind.choices)};
    kind.of(config) = *value;
    return std::nullopt;
  }
  Complaint operator()(const Texts& kind) const {
    const auto* array = node.as_array();
    if (!array) return Words{"应为方括号中的文字列表", "must be a list of texts in brackets"};
    if (array->size() > kind.max_items)
      return Words{"最多 " + std::to_string(kind.max_items) + " 项",
                   "must have at most " + std::to_string(kind.max_items) + " items"};
    StringList texts;
    for (const auto& item : *array) {
      const auto value = item.value_exact<std::string>();
      if (!value || value->empty()) return Words{"每一项应为加引号的文字", "must hold quoted texts only"};
      if (auto complaint = check_text(*value, kind.max_bytes)) return complaint;
      texts.push_back(*value);
    }
    kind.of(config) = std::move(texts);
    return std::nullopt;
  }
};

class Reading {
 public:
  void read(const toml::table& file) {
    for (const auto& [section, node] : file) read_section(section.str(), line_of(section.source()), node);
  }
  void check_whole() {
    for (auto& error : check_together(config)) {
      const auto line = lines_.find(error.key);
      if (line != lines_.end()) error.line = line->second;
      errors.push_back(std::move(error));
    }
  }

  Config config;
  ConfigErrors errors;

 private:
  static std::size_t line_of(const toml::source_region& source) { return source.begin.line; }

  void read_section(std::string_view section, std::size_t line, const toml::node& node) {
    const auto all = settings();
    if (std::none_of(all.begin(), all.end(), [&](const Setting& s) { return s.section == section; }))
      return complain(line, std::string(section), {"没有这个配置段", "there is no such section"});
    const auto* table = node.as_table();
    if (!table)
      return complain(line, std::string(section),
                      {"应为配置段，写作 [" + std::string(section) + "]",
                       "must be a section, written [" + std::string(section) + "]"});
    for (const auto& [key, value] : *table) read_setting(section, key.str(), line_of(key.source()), value);
  }

  void read_setting(std::string_view section, std::string_view key, std::size_t line, const toml::node& value) {
    const std::string name = std::string(section).append(".").append(key);
    lines_.emplace(name, line);
    const auto all = settings();
    const auto setting =
        std::find_if(all.begin(), all.end(), [&](const Setting& s) { return s.section == section && s.key == key; });
    if (setting == all.end()) return complain(line, name, {"没有这个配置项", "there is no such setting"});
    if (auto complaint = std::visit(Taking{config, value}, setting->kind)) complain(line, name, std::move(*complaint));
  }

  void complain(std::size_t line, std::string key, Words words) {
    errors.push_back({line, std::move(key), std::move(words)});
  }

  std::map<std::string, std::size_t> lines_;
};

bool is_loopback(const std::string& host) {
  in_addr v4;
  in6_addr v6;
  if (inet_pton(AF_INET, host.c_str(), &v4) == 1) return (ntohl(v4.s_addr) >> 24) == 127;
  if (inet_pton(AF_INET6, host.c_str(), &v6) == 1) return IN6_IS_ADDR_LOOPBACK(&v6);
  return host == "localhost";
}

}  // namespace

std::variant<Config, ConfigErrors> parse_config(std::string_view toml) {
  if (!roster::valid_utf8(toml)) return ConfigErrors{{0, "", {"不是 UTF-8 文本", "is not UTF-8 text"}}};
  Reading reading;
  try {
    reading.read(toml::parse(toml));
  } catch (const toml::parse_error& error) {
    const std::string what(error.description());
    return ConfigErrors{{error.source().begin.line, "", {"不是有效的 TOML：" + what, "is not valid TOML: " + what}}};
  }
  if (reading.errors.empty()) reading.check_whole();
  if (reading.errors.empty()) return std::move(reading.config);
  std::stable_sort(reading.errors.begin(), reading.errors.end(),
                   [](const ConfigError& a, const ConfigError& b) { return a.line < b.line; });
  return std::move(reading.errors);
}

std::variant<Config, ConfigErrors> read_config(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string toml(max_file_bytes + 1, '\0');
  in.read(toml.data(), static_cast<std::streamsize>(toml.size()));
  toml.resize(static_cast<std::size_t>(in.gcount()));
  if (in.bad() || !in.eof() || std::filesystem::is_directory(file)) {
    if (toml.size() > max_file_bytes) return ConfigErrors{{0, "", {"超过 1 MiB", "is larger than 1 MiB"}}};
    return ConfigErrors{{0, "", {"无法读取这个文件", "this file cannot be read"}}};
  }
  return parse_config(toml);
}

ConfigErrors check_together(const Config& config) {
  if (config.listen.host.empty()) return {{0, "listen.host", {"不能为空", "must not be empty"}}};
  if (is_loopback(config.listen.host)) return {};
  if (!config.listen.behind_proxy)
    return {
        {0,
         "listen.host",
         {"只能是本机回环地址，如 127.0.0.1：家信自己不做 TLS 加密。请在前面放置 TLS 反向代理；若代理在另一台机器上，请设 "
          "behind_proxy = true",
          "must be a loopback address such as 127.0.0.1: Jiaxin does no TLS itself. Put a TLS proxy in front; if it runs "
          "on another machine, set behind_proxy = true"}}};
  if (config.listen.allowed_hosts.empty())
    return {
        {0,
         "listen.allowed_hosts",
         {"监听非回环地址时，须列出对外的主机名", "must list the public host names when listen.host is not loopback"}}};
  return {};
}

}  // namespace jiaxin::app
