#include "codec/form_text.hpp"

#include <sodium.h>

namespace jiaxin::codec {

std::string form_text_sha256(std::string_view title, const v1::ConsentForm& form) {
  constexpr char separator = '\x1e';
  std::string text(title);
  text += separator;
  text += form.purpose();
  text += separator;
  text += form.body();
  text += separator;
  text += form.agree_label().empty() ? default_agree_label : std::string_view(form.agree_label());
  text += separator;
  text += form.decline_label().empty() ? default_decline_label : std::string_view(form.decline_label());

  std::string digest(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()),
                     reinterpret_cast<const unsigned char*>(text.data()), text.size());
  return digest;
}

}  // namespace jiaxin::codec
