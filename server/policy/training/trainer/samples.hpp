#pragma once

#include <linear.h>

#include <vector>

#include "policy/analysis.hpp"
#include "policy/model/places.hpp"
#include "texts.hpp"

// Texts as the numbers that are trained on.
namespace jiaxin::policy::training {

inline constexpr unsigned weight_bits = 19;       // weights of the model: two to the power of
inline constexpr unsigned type_weight_bits = 13;  // and of each type

// One passage: signs and their shares, ended by index -1. The last entry before is the constant one.
using Sample = std::vector<feature_node>;

struct FormSamples;

struct TextSamples {
  std::vector<std::vector<Place>> sentences;
  std::vector<Passage> passages;    // of them
  std::uint32_t letters = 0;        // as letters_said
  std::vector<Sample> signs;        // of the passages, in the space of weight_bits
  std::vector<Sample> type_signs;   // the same in the space of type_weight_bits, of violations only
  std::vector<std::size_t> guilty;  // the passages that hold words of Text::span; none where it is not known
  std::vector<FormSamples> forms;   // other forms in which the text is read when it is judged, not when it is learnt
};

struct FormSamples {
  TextSamples samples;
  float more = 0;  // scores that it needs beyond the thresholds
};

TextSamples samples_of(const Analyst& analyst, const Text& text);

inline int width(unsigned bits) { return (1 << bits) + 1; }  // with the constant

}  // namespace jiaxin::policy::training
