// How much a test may do where it runs.
#pragma once

#include <cstdlib>

namespace jiaxin::stage {

// By tests/run.sh --long.
inline bool is_long() { return std::getenv("JIAXIN_LONG") != nullptr; }

// Some five times slower, and memory tells nothing: what was freed is kept for a while.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif

}  // namespace jiaxin::stage
