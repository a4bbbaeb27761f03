// What ends a measurement: the system under load did not do what it should, or not in time.
#pragma once

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>

namespace jiaxin::bench {

struct BenchFailure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

[[noreturn]] inline void failed_call(const std::string& call) {
  throw BenchFailure(call + ": " + std::strerror(errno));
}

inline void expect(bool happened, const std::string& what) {
  if (!happened) throw BenchFailure("did not happen: " + what);
}

}  // namespace jiaxin::bench
