#pragma once

// The same operations on each number, only more of them at once: no other bits, given -ffp-contract=off.
#if defined(__x86_64__) && !defined(__SANITIZE_THREAD__)  // its loader comes before ThreadSanitizer is ready
#define JIAXIN_WIDE __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define JIAXIN_WIDE
#endif
