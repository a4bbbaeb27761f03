// Figures as they come: JSON for programs, a table for people.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <string>

#include "systems/system.hpp"

namespace jiaxin::bench {

class Report {
 public:
  Report(boost::json::object machine, const std::string& amounts);

  // Prints the figures on standard error as well.
  void add(const std::string& scenario, const System& system, boost::json::object figures);
  void skipped(const std::string& what, const std::string& why);
  // The whole as JSON on standard output.
  void print() const;

 private:
  boost::json::object whole_;
  boost::json::object promises_;
  boost::json::array results_;
  boost::json::array skipped_;
};

}  // namespace jiaxin::bench
