#pragma once

namespace jiaxin::extraction {

// Sanitizers reserve terabytes of addresses, so a limit of them cannot be had together with one.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

}  // namespace jiaxin::extraction
