#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace jiaxin::extraction {

template <class Names = std::initializer_list<std::string_view>>
bool one_of(std::string_view name, const Names& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace jiaxin::extraction
