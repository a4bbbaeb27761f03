// Whether what was typed can be a school's name and time zone.
#pragma once

#include <optional>
#include <string>

#include "app/problem.hpp"

namespace jiaxin::app {

// What is wrong with it.
std::optional<Words> check_school_name(const std::string& name);
// Asks the system's time zone database; where there is none, only the form is checked.
std::optional<Words> check_time_zone(const std::string& zone, const std::string& database = "/usr/share/zoneinfo");

}  // namespace jiaxin::app
