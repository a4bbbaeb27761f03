#pragma once

#include <chrono>

namespace jiaxin::extraction {

// Two steps that a worker takes before it looks at the first byte of a file. Both throw std::runtime_error where the
// system refuses: then nothing may be read.

// Limits of the process, set for good: time of computing, memory, no growing of files, few descriptors, no core dump;
// no way to more privileges; an end when the server ends.
void limit_process(std::chrono::seconds computing);

// From here on the process can compute, manage its memory, read what it has open, write to descriptor 1 and end.
// Opening files, sockets, starting processes or threads, signals to others and everything else fails with EPERM.
void lock_down();

}  // namespace jiaxin::extraction
