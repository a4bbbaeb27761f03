#include "policy/model/embedded.hpp"

// The assembler copies the files in as they are.
#define JIAXIN_EMBED(name, file)                 \
  asm(".section .rodata\n"                       \
      ".global jiaxin_" #name                    \
      "_begin\n"                                 \
      ".global jiaxin_" #name                    \
      "_end\n"                                   \
      "jiaxin_" #name                            \
      "_begin:\n"                                \
      ".incbin \"" file                          \
      "\"\n"                                     \
      "jiaxin_" #name                            \
      "_end:\n"                                  \
      ".previous\n");                            \
  extern "C" const char jiaxin_##name##_begin[]; \
  extern "C" const char jiaxin_##name##_end[]

JIAXIN_EMBED(policy_model, JIAXIN_MODEL_FILE);
JIAXIN_EMBED(policy_classes, JIAXIN_CLASSES_FILE);

namespace jiaxin::policy {

std::span<const std::byte> embedded_model() {
  return std::as_bytes(std::span(jiaxin_policy_model_begin, jiaxin_policy_model_end));
}

std::string_view embedded_word_classes() { return {jiaxin_policy_classes_begin, jiaxin_policy_classes_end}; }

}  // namespace jiaxin::policy
