// A password hasher, secrets and a pool for slow work that do as the test says.
#pragma once

#include <deque>

#include "ports/background.hpp"
#include "ports/password_hasher.hpp"
#include "ports/secrets.hpp"

namespace jiaxin::fake {

class FakeHasher final : public ports::PasswordHasher {
 public:
  bool busy = false;                          // too many are waiting
  std::vector<std::string> verified_against;  // one password hash per verification

  void hash(std::string password, std::function<void(std::optional<std::string>)> done) override {
    if (busy) return done(std::nullopt);
    ++hashes;
    done("hash of " + password);
  }
  void verify(std::string password, std::string password_hash, std::function<void(std::optional<bool>)> done) override {
    if (busy) return done(std::nullopt);
    verified_against.push_back(password_hash);
    done(!password_hash.empty() && password_hash == "hash of " + password);
  }
  std::size_t hashes = 0;
};

// Not secret at all, but different for different input.
class FakeSecrets final : public ports::Secrets {
 public:
  std::string new_token() const override {
    auto token = "token " + std::to_string(++made_);
    token.resize(32, '.');
    return token;
  }
  ports::SecretHash token_hash(std::string_view token) const override { return mixed(token, 1); }
  std::string new_code() const override {
    auto digits = std::to_string(++made_);
    return "AAAA-AAAA-" + std::string(4 - digits.size(), 'A') + digits;
  }
  ports::SecretHash code_hash(std::string_view as_typed) const override {
    std::string plain;
    for (const char c : as_typed)
      if (c != '-' && c != ' ') plain += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return mixed(plain, 2);
  }
  domain::Sha256 sha256(std::string_view bytes) const override { return mixed(bytes, 3); }

 private:
  static std::array<std::uint8_t, 32> mixed(std::string_view bytes, std::uint64_t salt) {
    std::array<std::uint8_t, 32> out{};
    for (std::size_t lane = 0; lane < 4; ++lane) {
      std::uint64_t hash = 14695981039346656037ULL + salt * 8 + lane;
      for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
      for (std::size_t i = 0; i < 8; ++i) out[lane * 8 + i] = static_cast<std::uint8_t>(hash >> (8 * i));
    }
    return out;
  }
  mutable std::size_t made_ = 0;
};

class FakeBackground final : public ports::Background {
 public:
  bool busy = false;
  bool later = false;

  bool run(std::function<void()> task) override {
    if (busy) return false;
    if (later) tasks_.push_back(std::move(task));
    else task();
    return true;
  }
  void run_waiting() {
    while (!tasks_.empty()) {
      const auto task = std::move(tasks_.front());
      tasks_.pop_front();
      task();
    }
  }

 private:
  std::deque<std::function<void()>> tasks_;
};

}  // namespace jiaxin::fake
