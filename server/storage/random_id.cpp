#include "storage/random_id.hpp"

#include <sys/random.h>

#include <stdexcept>

namespace jiaxin::storage {

std::int64_t random_id() {
  std::uint64_t bits = 0;
  while ((bits >> 1) == 0)
    if (::getrandom(&bits, sizeof bits, 0) != sizeof bits) throw std::runtime_error("getrandom failed");
  return static_cast<std::int64_t>(bits >> 1);
}

}  // namespace jiaxin::storage
