#pragma once

#include <string>
#include <string_view>
#include <vector>

// The text of one XML part of a DOCX, XLSX or PPTX.
namespace jiaxin::extraction {

struct PartText {
  std::string root;  // the name of its root element, which says what the part is
  std::string text;
  bool whole = true;              // false: broken or too long, and this is what came before
  bool brings_others = false;     // something else is shown in its place: a whole file, a picture, a free drawing
  bool shows_properties = false;  // of the document
};

// `shared`: texts that a sheet's cells refer to by number; nullptr where they could not be read.
PartText part_text(std::string_view xml, const std::vector<std::string>* shared);

}  // namespace jiaxin::extraction
