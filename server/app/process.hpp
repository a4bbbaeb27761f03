// What jiaxind asks of its process.
#pragma once

#include <cstdint>

namespace jiaxin::app {

// Files are for their owner only; a peer that goes away is no reason to end.
void settle_process();

// Raises the soft limit of descriptors as far as it goes, and answers with it.
std::uint64_t raise_descriptor_limit();

// SIGTERM and SIGINT (stop) and SIGHUP (reload), kept from this thread and all that it starts, so that one place can wait
// for them.
class Signals {
 public:
  enum class Wish { stop, reload };

  Signals();
  Wish wait() const;
  static void raise_stop();  // as if one had come; any thread
};

}  // namespace jiaxin::app
