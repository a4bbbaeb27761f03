#include "credentials/sodium_secrets.hpp"

#include <sodium.h>

#include "credentials/sign_in_code.hpp"
#include "credentials/sodium_start.hpp"

namespace jiaxin::credentials {
namespace {

constexpr std::size_t token_bytes = 32;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

// BLAKE2b. The context keeps hashes of different things apart.
ports::SecretHash keyed_hash(std::string_view context, std::string_view text, const std::uint8_t* key,
                             std::size_t key_bytes) {
  ports::SecretHash out;
  crypto_generichash_state state;
  crypto_generichash_init(&state, key, key_bytes, out.size());
  crypto_generichash_update(&state, bytes_of(context), context.size());
  crypto_generichash_update(&state, bytes_of(text), text.size());
  crypto_generichash_final(&state, out.data(), out.size());
  sodium_memzero(&state, sizeof state);
  return out;
}

}  // namespace

SodiumSecrets::SodiumSecrets(std::string_view code_pepper) {
  start_sodium();
  if (!code_pepper.empty()) code_key_ = keyed_hash("jiaxin code pepper\n", code_pepper, nullptr, 0);
}

SodiumSecrets::~SodiumSecrets() {
  if (code_key_) sodium_memzero(code_key_->data(), code_key_->size());
}

std::string SodiumSecrets::new_token() const {
  std::string token(token_bytes, '\0');
  randombytes_buf(token.data(), token.size());
  return token;
}

ports::SecretHash SodiumSecrets::token_hash(std::string_view token) const {
  return keyed_hash("jiaxin token\n", token, nullptr, 0);
}

std::string SodiumSecrets::new_code() const {
  std::string code;
  for (std::size_t i = 0; i < code_symbols; ++i) {
    if (i > 0 && i % code_group == 0) code.push_back('-');
    code.push_back(code_alphabet[randombytes_uniform(code_alphabet.size())]);
  }
  return code;
}

ports::SecretHash SodiumSecrets::code_hash(std::string_view as_typed) const {
  std::string code = normalised_code(as_typed);
  const auto hash = code_key_ ? keyed_hash("jiaxin code\n", code, code_key_->data(), code_key_->size())
                              : keyed_hash("jiaxin code\n", code, nullptr, 0);
  sodium_memzero(code.data(), code.size());
  return hash;
}

domain::Sha256 SodiumSecrets::sha256(std::string_view bytes) const {
  domain::Sha256 out;
  static_assert(sizeof(out) == crypto_hash_sha256_BYTES);
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(out.data()), bytes_of(bytes), bytes.size());
  return out;
}

}  // namespace jiaxin::credentials
