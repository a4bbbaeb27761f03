// libsodium has to be started once before it is used.
#pragma once

namespace jiaxin::credentials {

// Any thread, as often as one likes. Throws std::runtime_error where the system gives no randomness.
void start_sodium();

}  // namespace jiaxin::credentials
