// Tokens, sign-in codes and hashes by libsodium. Thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ports/secrets.hpp"

namespace jiaxin::credentials {

class SodiumSecrets final : public ports::Secrets {
 public:
  // `code_pepper` (any length, may be empty) enters every code's hash, so that a stolen database alone is not enough
  // to search for codes. Another pepper makes all codes that were given out worthless.
  explicit SodiumSecrets(std::string_view code_pepper);
  ~SodiumSecrets() override;

  std::string new_token() const override;
  ports::SecretHash token_hash(std::string_view token) const override;  // unkeyed: a token has 256 random bits
  std::string new_code() const override;
  ports::SecretHash code_hash(std::string_view as_typed) const override;
  domain::Sha256 sha256(std::string_view bytes) const override;

 private:
  std::optional<std::array<std::uint8_t, 32>> code_key_;
};

}  // namespace jiaxin::credentials
