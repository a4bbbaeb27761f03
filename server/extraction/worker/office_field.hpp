#pragma once

#include <string>
#include <string_view>

namespace jiaxin::extraction {

// What the code of a Word field shows once the field is worked out, whatever text stands beside it.
struct Field {
  std::string words;
  std::string spoken;             // how characters are spoken, set above them
  bool brings_others = false;     // a file or a picture from elsewhere
  bool shows_properties = false;  // the document's title, subject and the like
};

Field read_field(std::string_view code);

// A character that is told by its number; "" for one of a symbol font.
std::string symbol_text(unsigned value);

}  // namespace jiaxin::extraction
