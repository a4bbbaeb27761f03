#pragma once

#include <optional>
#include <string>
#include <string_view>

// Who strings a task between many harmless clauses says several things in one sentence. Pure; linear.
namespace jiaxin::policy {

// The text with semicolons for the commas of its long sentences, byte for byte as long; nothing where it has no such
// sentence.
std::optional<std::string> cut_long_sentences(std::string_view utf8);

}  // namespace jiaxin::policy
