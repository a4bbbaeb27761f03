// What jiaxind asks of its process.
#pragma once

#include <cstdint>

namespace jiaxin::app {

// Files are for their owner only; a peer that goes away is no reason to end.
void settle_process();

// Raises the soft limit of descriptors as far as it goes, and answers with it.
std::uint64_t raise_descriptor_limit();

// SIGTERM and SIGINT, kept from this thread and all that it starts, so that one place can wait for them.
class StopSignals {
 public:
  StopSignals();
  void wait() const;
  static void raise();  // as if one had come; any thread
};

}  // namespace jiaxin::app
