// Whether a peer takes what is written to him, by what his kernel has acknowledged. Behind full buffers it acknowledges
// more only once he has read some kilobytes. What waits in our kernel's buffers counts as not taken. Inside transport only,
// on the core's thread.
#pragma once

#include <cstdint>

#include "transport/connection_table.hpp"

namespace jiaxin::transport {

class Uptake {
 public:
  // Something was written, or begins to be.
  void wrote(Time now) {
    if (!outstanding_) since_ = now;
    outstanding_ = true;
  }
  // Since when he has taken nothing of what waits for him; `now` if nothing waits. Costs a system call only where something
  // was written, and none in the first quarter of `patience` after a sign of life: so the answer may be that much late.
  // `writing`: not all of it has been handed to the kernel.
  Time taken_nothing_since(int socket, bool writing, Time::duration patience, Time now);

 private:
  std::uint64_t taken_bytes_ = 0;
  Time since_;
  bool outstanding_ = false;
};

}  // namespace jiaxin::transport
