// A whole, valid hand-over of one small school, for tests to spoil.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "roster/oneroster_parser.hpp"

namespace jiaxin::roster {

class SmallSchool {
 public:
  SmallSchool();

  SmallSchool& replace(const std::string& file, std::string_view from, std::string_view to);
  SmallSchool& append(const std::string& file, std::string_view line);
  SmallSchool& set(const std::string& file, std::string bytes);
  SmallSchool& drop(const std::string& file);
  const std::string& bytes(const std::string& file) const { return files_.at(file); }
  std::vector<RosterFile> files() const;
  ParseResult parse() const { return parse_oneroster(files()); }

 private:
  std::map<std::string, std::string> files_;
};

}  // namespace jiaxin::roster
