// Costs as they stand in a report.
#pragma once

#include <boost/json/object.hpp>

#include <chrono>

#include "measure/process_costs.hpp"

namespace jiaxin::bench {

inline double seconds(std::chrono::steady_clock::duration time) { return std::chrono::duration<double>(time).count(); }
inline double microseconds(std::uint64_t nanoseconds) { return static_cast<double>(nanoseconds) / 1e3; }

// CPU microseconds by thread, shared out to `count` things.
inline boost::json::object cpu_us_per(const CpuTimes& used, double count) {
  boost::json::object object;
  for (const auto& [thread, nanoseconds] : used)
    if (nanoseconds > 0) object[thread] = microseconds(nanoseconds) / count;
  return object;
}

}  // namespace jiaxin::bench
