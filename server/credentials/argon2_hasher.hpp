// Passwords as Argon2id by libsodium, in a bounded pool. Thread-safe. Passwords are wiped from memory after use.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "credentials/worker_pool.hpp"
#include "ports/password_hasher.hpp"

namespace jiaxin::credentials {

struct Argon2Cost {
  std::uint64_t passes = 2;                // libsodium's INTERACTIVE limits; a guess costs an attacker as much
  std::size_t memory_bytes = 64ULL << 20;  // of each hashing that is under way
};

class Argon2Hasher final : public ports::PasswordHasher {
 public:
  // Hashes once, for a stand-in of nobody's password. Throws std::runtime_error where the cost is out of libsodium's
  // range or the memory is not there. The pool must be stopped before the hasher goes.
  Argon2Hasher(WorkerPool& pool, Argon2Cost cost);

  // nullopt also where the memory is not there at that moment.
  void hash(std::string password, std::function<void(std::optional<std::string>)> done) override;
  void verify(std::string password, std::string password_hash, std::function<void(std::optional<bool>)> done) override;

 private:
  WorkerPool& pool_;
  const Argon2Cost cost_;
  std::string nobodys_hash_;
};

}  // namespace jiaxin::credentials
