// Wall-clock time as it is stored and shown: Unix milliseconds.
#pragma once

#include <chrono>

namespace jiaxin::domain {

using TimePoint = std::chrono::sys_time<std::chrono::milliseconds>;

}  // namespace jiaxin::domain
