#include "credentials/sodium_start.hpp"

#include <sodium.h>

#include <stdexcept>

namespace jiaxin::credentials {

void start_sodium() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium did not start");
}

}  // namespace jiaxin::credentials
