// Random numbers for epochs, identities and device sessions: 1 to 2^63-1, from the kernel.
#pragma once

#include <cstdint>

namespace jiaxin::storage {

std::int64_t random_id();

}  // namespace jiaxin::storage
