#include "app/config_file.hpp"
#include "app/config_mask.hpp"
#include "app/settings.hpp"

namespace jiaxin::app {
namespace {

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);  // control characters are not let in
  }
  return out.append("\"");
}

struct Printing {
  Config& config;

  std::string operator()(const Number& kind) const { return std::to_string(kind.of(config)); }
  std::string operator()(const Flag& kind) const { return kind.of(config) ? "true" : "false"; }
  std::string operator()(const Text& kind) const {
    const auto& text = kind.of(config);
    return in_quotes(kind.secret && !text.empty() ? secret_mask : std::string_view(text));
  }
  std::string operator()(const Choice& kind) const { return in_quotes(kind.of(config)); }
  std::string operator()(const Texts& kind) const {
    std::string out;
    for (const auto& text : kind.of(config)) out.append(out.empty() ? "" : ", ").append(in_quotes(text));
    return "[" + out + "]";
  }
};

std::string range_of(const Setting& setting) {
  const auto* number = std::get_if<Number>(&setting.kind);
  if (!number) return "";
  return " (" + std::to_string(number->min) + " - " + std::to_string(number->max) + ")";
}

}  // namespace

std::string ConfigError::text(std::string_view file) const {
  std::string out(file);
  if (line > 0) out.append(":").append(std::to_string(line));
  out.append(": ");
  if (!key.empty()) out.append(key).append(": ");
  return out.append(words.zh).append(" / ").append(words.en);
}

std::string print_config(Config config) {
  std::string out;
  std::string_view section;
  for (const Setting& setting : settings()) {
    if (setting.section != section) {
      if (!section.empty()) out.append("\n");
      section = setting.section;
      out.append("[").append(section).append("]\n");
    }
    out.append("# ")
        .append(setting.doc_zh)
        .append("\n# ")
        .append(setting.doc_en)
        .append(range_of(setting))
        .append("\n");
    out.append(setting.key).append(" = ").append(std::visit(Printing{config}, setting.kind)).append("\n");
  }
  return out;
}

std::string sample_config() {
  return "# 家信服务器 jiaxind 的全部配置项及其默认值；可只保留要改的几行。\n"
         "# All settings of jiaxind with their defaults; keep only the lines you change.\n"
         "# jiaxind --config FILE --check-config 检查 / checks; --print-config 显示生效的值 / shows what is in effect.\n\n" +
         print_config(Config{});
}

}  // namespace jiaxin::app
