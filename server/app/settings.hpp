// The one table of all settings. Reading, checking, printing and the documented sample are all driven by it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/config.hpp"

namespace jiaxin::app {

struct Number {
  std::int64_t& (*of)(Config&);
  std::int64_t min;
  std::int64_t max;
};
struct Flag {
  bool& (*of)(Config&);
};
struct Text {
  std::string& (*of)(Config&);
  std::size_t max_bytes;
  bool secret = false;  // never printed
};
struct Choice {
  std::string& (*of)(Config&);
  std::vector<std::string_view> choices;
};
struct Texts {
  StringList& (*of)(Config&);
  std::size_t max_items;
  std::size_t max_bytes;  // of each
};

struct Setting {
  std::string_view section;
  std::string_view key;
  std::variant<Number, Flag, Text, Choice, Texts> kind;
  std::string_view doc_zh;
  std::string_view doc_en;

  std::string name() const { return std::string(section).append(".").append(key); }
};

// Settings of one section stand together.
std::span<const Setting> settings();

}  // namespace jiaxin::app
