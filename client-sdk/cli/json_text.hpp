// JSON as this program prints it: one value a line, harmless for a terminal, times twice.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

namespace jiaxin::cli {

namespace json = boost::json;

inline json::string json_text(std::string_view text) { return json::string(text.data(), text.size()); }

// NAME: RFC 3339 with the zone's offset, NAME_ms: Unix milliseconds. 0 is "not yet" or "none": null both.
void put_time(json::object& object, std::string_view name, std::int64_t at_ms, std::string_view zone);

std::string serialised(const json::value& value);
void print_json(std::ostream& out, const json::value& value);  // with a line break, flushed

std::string hex_digits(std::string_view bytes);

}  // namespace jiaxin::cli
