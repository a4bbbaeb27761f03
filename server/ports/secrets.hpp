// Random ids, tokens and sign-in codes, and the hashes under which they are stored.
#pragma once

#include <string>
#include <string_view>

#include "domain/answer_rules.hpp"
#include "ports/identity_store.hpp"

namespace jiaxin::ports {

// Thread-safe, never fails.
class Secrets {
 public:
  virtual ~Secrets() = default;
  virtual std::string new_token() const = 0;  // 32 random bytes
  virtual SecretHash token_hash(std::string_view token) const = 0;
  virtual std::string new_code() const = 0;                           // XXXX-XXXX-XXXX, 54 bits, no look-alikes
  virtual SecretHash code_hash(std::string_view as_typed) const = 0;  // dashes, spaces and case do not matter
  virtual domain::Sha256 sha256(std::string_view bytes) const = 0;
};

}  // namespace jiaxin::ports
