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
  // What a system did not do; the others are still measured.
  void failed(const std::string& scenario, const System& system, const std::string& why);
  bool all_succeeded() const { return failed_.empty(); }
  void skipped(const std::string& what, const std::string& why);
  // The whole as JSON on standard output.
  void print() const;

 private:
  boost::json::object whole_;
  boost::json::object promises_;
  boost::json::array results_;
  boost::json::array skipped_;
  boost::json::array failed_;
};

}  // namespace jiaxin::bench
