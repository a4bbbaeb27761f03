#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace jiaxin::extraction {

struct SharedTexts {
  std::vector<std::string> texts;  // bounded, so that a number may lie beyond
  std::string spoken;              // how they are spoken, which may be shown above them
};

// The texts of a workbook that its cells refer to by number. Throws BrokenFile.
SharedTexts shared_texts(std::string_view xml);

}  // namespace jiaxin::extraction
