#pragma once

#include <string>
#include <string_view>
#include <vector>

// The text of one XML part of a DOCX, XLSX or PPTX.
namespace jiaxin::extraction {

struct PartText {
  std::string text;
  bool whole = true;           // false: broken or too long, and this is what came before
  bool brings_others = false;  // a whole file of another kind is to be shown in its place
};

struct PartRules {
  bool skip_placeholders = false;                    // of a slide's master: prompts that no slide shows
  const std::vector<std::string>* shared = nullptr;  // texts that a sheet's cells refer to by number
};

PartText part_text(std::string_view xml, const PartRules& rules);

// The shared texts of a workbook; bounded, so that a number may lie beyond.
std::vector<std::string> shared_texts(std::string_view xml);

}  // namespace jiaxin::extraction
