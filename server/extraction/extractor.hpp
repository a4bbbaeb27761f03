#pragma once

#include <chrono>
#include <string>

#include "extraction/extraction.hpp"

namespace jiaxin::extraction {

struct Limits {
  std::chrono::milliseconds time{10'000};  // from the start of the worker; then it is killed
};

// Reads files, each in a worker process of its own that can do nothing but compute and answer. Every member may be
// called from any thread at once; a call blocks for up to Limits::time and must not be made on a thread that serves
// connections. How many workers run at once is the caller's to bound: each may take a core and 1 GiB.
class Extractor {
 public:
  // `program` is the worker, jiaxin-extract.
  explicit Extractor(std::string program, Limits limits = {});

  // Reads the whole of a regular file that is open for reading, wherever its offset stands; the descriptor stays the
  // caller's. Never throws for what is in the file: every failure is a doubt in the result.
  Extraction read(int file) const;

 private:
  std::string program_;
  Limits limits_;
};

// The worker that stands beside the running program.
std::string program_beside_this();

}  // namespace jiaxin::extraction
