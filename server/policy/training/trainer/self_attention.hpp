#pragma once

#include <cstddef>

// How places of a sentence look at each other, while it is learnt: the same as in AttentionNet, in floats, and its gradient
// (Vaswani et al. 2017; a bias for the distance as in Raffel et al. 2020).
namespace jiaxin::policy::training {

// Of one sentence of so many places.
// `asked`: by place what it asks for, what it is known by, and what it tells, attention_units each. `distance`: by head and
// distance_bin(). `shares`: by head, place, place; filled. `gathered`: by place, unit; filled.
void look_around(std::size_t places, const float* asked, const float* distance, float* shares, float* gathered);

// Fills the slopes over `asked`, and adds to those over `distance`.
void look_back(std::size_t places, const float* asked, const float* shares, const float* gathered_slopes,
               float* asked_slopes, float* distance_slopes);

}  // namespace jiaxin::policy::training
