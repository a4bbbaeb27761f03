#pragma once

#include <span>
#include <string_view>

#include "policy/reading/concept.hpp"

// The words the filter knows, as data: one line per concept, words separated by spaces, written as they are
// after normalisation (simplified, lower case, no spaces inside). The longest word at a place wins, so a
// harmless compound listed as neutral hides the cue inside it. Constant.
namespace jiaxin::policy {

struct Words {
  Concept meaning;
  std::string_view words;  // UTF-8
};

std::span<const Words> learning_words();
std::span<const Words> phone_words();
std::span<const Words> family_words();
std::span<const Words> speech_words();
std::span<const Words> neutral_words();
std::span<const Words> english_words();

}  // namespace jiaxin::policy
