#include "json_text.hpp"

#include <boost/json/serialize.hpp>
#include <ostream>

#include "clean_text.hpp"
#include "zoned_time.hpp"

namespace jiaxin::cli {

void put_time(json::object& object, std::string_view name, std::int64_t at_ms, std::string_view zone) {
  const std::string with_unit = std::string(name) + "_ms";
  object[{name.data(), name.size()}] = at_ms == 0 ? json::value(nullptr) : json_text(rfc3339(at_ms, zone));
  object[with_unit] = at_ms == 0 ? json::value(nullptr) : json::value(at_ms);
}

std::string serialised(const json::value& value) { return clean_json(json::serialize(value)); }

void print_json(std::ostream& out, const json::value& value) {
  out << serialised(value) << '\n';
  out.flush();
}

std::string hex_digits(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char byte : bytes) {
    const auto number = static_cast<unsigned char>(byte);
    text += digits[number >> 4];
    text += digits[number & 15];
  }
  return text;
}

}  // namespace jiaxin::cli
