#include "credentials/argon2_hasher.hpp"

#include <sodium.h>

#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

#include "credentials/sodium_start.hpp"

namespace jiaxin::credentials {
namespace {

// Keeps a password in one place and wipes it, and the string it came in, when it is done with. (Moving a short
// std::string would leave its bytes behind.)
class Password {
 public:
  explicit Password(std::string& typed) : bytes_(typed.begin(), typed.end()) {
    sodium_memzero(typed.data(), typed.size());
  }
  ~Password() {
    if (!bytes_.empty()) sodium_memzero(bytes_.data(), bytes_.size());
  }
  Password(const Password&) = delete;
  Password& operator=(const Password&) = delete;

  const char* data() const { return bytes_.empty() ? "" : bytes_.data(); }  // libsodium takes no null
  std::size_t size() const { return bytes_.size(); }

 private:
  std::vector<char> bytes_;
};

std::optional<std::string> hash_now(const char* password, std::size_t size, const Argon2Cost& cost) {
  char out[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str(out, password, size, cost.passes, cost.memory_bytes) != 0) return std::nullopt;
  return std::string(out);
}

}  // namespace

Argon2Hasher::Argon2Hasher(WorkerPool& pool, Argon2Cost cost) : pool_(pool), cost_(cost) {
  start_sodium();
  unsigned char nobody[32];
  randombytes_buf(nobody, sizeof nobody);
  auto hashed = hash_now(reinterpret_cast<const char*>(nobody), sizeof nobody, cost_);
  if (!hashed) throw std::runtime_error("Argon2id does not run with this cost");
  nobodys_hash_ = std::move(*hashed);
}

void Argon2Hasher::hash(std::string password, std::function<void(std::optional<std::string>)> done) {
  auto kept = std::make_shared<Password>(password);
  auto shared_done = std::make_shared<decltype(done)>(std::move(done));
  const bool taken = pool_.run(
      [this, kept = std::move(kept), shared_done] { (*shared_done)(hash_now(kept->data(), kept->size(), cost_)); });
  if (!taken) (*shared_done)(std::nullopt);
}

void Argon2Hasher::verify(std::string password, std::string password_hash,
                          std::function<void(std::optional<bool>)> done) {
  auto kept = std::make_shared<Password>(password);
  auto shared_done = std::make_shared<decltype(done)>(std::move(done));
  const bool somebody = !password_hash.empty();
  auto against = somebody ? std::move(password_hash) : nobodys_hash_;
  const bool taken = pool_.run([kept = std::move(kept), against = std::move(against), somebody, shared_done] {
    const bool right = crypto_pwhash_str_verify(against.c_str(), kept->data(), kept->size()) == 0;
    (*shared_done)(right && somebody);
  });
  if (!taken) (*shared_done)(std::nullopt);
}

}  // namespace jiaxin::credentials
