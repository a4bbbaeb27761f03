#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

// Numbers as the model keeps them: a byte each, and what one unit stands for.
namespace jiaxin::policy::training {

using Bytes = std::pair<float, std::vector<std::int8_t>>;

// The few greatest are cut off.
Bytes bytes_of(std::span<const double> numbers);
Bytes bytes_of(std::span<const float> numbers);

}  // namespace jiaxin::policy::training
