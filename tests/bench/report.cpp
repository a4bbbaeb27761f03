#include "report.hpp"

#include <boost/json/serialize.hpp>

#include <cstdio>
#include <iostream>

namespace jiaxin::bench {
namespace {

void print_row(const std::string& name, const boost::json::value& value) {
  if (const auto* object = value.if_object()) {
    for (const auto& [key, inner] : *object) print_row(name + (name.empty() ? "" : ".") + std::string(key), inner);
  } else if (const auto* real = value.if_double()) {
    std::fprintf(stderr, "    %-52s %14.3f\n", name.c_str(), *real);
  } else {
    std::fprintf(stderr, "    %-52s %14s\n", name.c_str(), boost::json::serialize(value).c_str());
  }
}

}  // namespace

Report::Report(boost::json::object machine, const std::string& amounts) {
  print_row("", machine);
  whole_["machine"] = std::move(machine);
  whole_["amounts"] = amounts;
}

void Report::add(const std::string& scenario, const System& system, boost::json::object figures) {
  std::fprintf(stderr, "%s, %s\n", scenario.c_str(), system.name().c_str());
  print_row("", figures);
  promises_[system.name()] = system.promises();
  results_.push_back(
      boost::json::object{{"scenario", scenario}, {"system", system.name()}, {"figures", std::move(figures)}});
}

void Report::failed(const std::string& scenario, const System& system, const std::string& why) {
  std::fprintf(stderr, "FAILED: %s, %s: %s\n", scenario.c_str(), system.name().c_str(), why.c_str());
  failed_.push_back(boost::json::object{{"scenario", scenario}, {"system", system.name()}, {"why", why}});
}

void Report::skipped(const std::string& what, const std::string& why) {
  std::fprintf(stderr, "SKIPPED: %s: %s\n", what.c_str(), why.c_str());
  skipped_.push_back(boost::json::object{{"what", what}, {"why", why}});
}

void Report::print() const {
  auto whole = whole_;
  whole["promises"] = promises_;
  whole["results"] = results_;
  whole["skipped"] = skipped_;
  whole["failed"] = failed_;
  std::cout << boost::json::serialize(whole) << std::endl;
}

}  // namespace jiaxin::bench
