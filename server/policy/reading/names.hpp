#pragma once

#include <cstdint>
#include <vector>

#include "policy/reading/concept.hpp"
#include "policy/text/normalise.hpp"

namespace jiaxin::policy {

struct Token;

struct NameMatch {
  std::uint32_t length = 0;
  ConceptSet meaning;
  explicit operator bool() const { return length > 0; }
};

// Recognises a pupil's name that stands apart (张三、李四), is followed by 同学, or by marks (张三98), and bare marks
// behind a subject (语文95). A guess by surname; pure. `before` are the words read so far.
NameMatch read_name(const Normalised& text, std::size_t at, const std::vector<Token>& before);

}  // namespace jiaxin::policy
