#pragma once

#include <toml++/toml.h>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "policy/pack/pack_error.hpp"

// Takes a TOML table apart, key by key, and remembers what is wrong with it and where.
namespace jiaxin::policy {

class Complaints {
 public:
  explicit Complaints(std::string file) : file_(std::move(file)) {}

  void add(const toml::source_region& at, std::string zh, std::string en);
  PackErrors take();  // in the order of the file

 private:
  std::string file_;
  PackErrors errors_;
};

// One table. What is missing or wrong is complained about, and something harmless is given in its place.
class Fields {
 public:
  Fields(const toml::table& table, Complaints& complaints) : table_(table), complaints_(complaints) {}

  std::string text(std::string_view key, std::size_t max_bytes);
  std::int64_t number(std::string_view key, std::int64_t min, std::int64_t max);
  std::string date(std::string_view key);
  std::optional<std::size_t> choice(std::string_view key, const std::vector<std::string_view>& choices);

  const toml::node* optional(std::string_view key);  // nullptr when it is not there
  const toml::table* optional_table(std::string_view key);
  // The tables [[key]]; at most `most`, or there is a complaint.
  std::vector<const toml::table*> tables(std::string_view key, std::size_t most);

  const toml::source_region& at(std::string_view key) const;  // of the key's value, or of the table
  void refuse_others();  // after all others: complains about keys that nobody asked for

 private:
  const toml::node* required(std::string_view key);

  const toml::table& table_;
  Complaints& complaints_;
  std::set<std::string, std::less<>> known_;
};

}  // namespace jiaxin::policy
