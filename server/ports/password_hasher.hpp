// Argon2id in a bounded pool of its own: it costs tens of milliseconds and megabytes, never on an I/O thread.
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace jiaxin::ports {

class PasswordHasher {
 public:
  virtual ~PasswordHasher() = default;

  // Done is called once on a thread of the pool, or at once with nullopt where too many are waiting.
  virtual void hash(std::string password, std::function<void(std::optional<std::string>)> done) = 0;
  // An empty password_hash (nobody of that name) takes as long as a real one and is false.
  virtual void verify(std::string password, std::string password_hash,
                      std::function<void(std::optional<bool>)> done) = 0;
};

}  // namespace jiaxin::ports
