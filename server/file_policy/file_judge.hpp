#pragma once

#include <string>
#include <string_view>

#include "extraction/extraction.hpp"
#include "policy/filter.hpp"

// The filter over files: what stands in them and what they are called.
namespace jiaxin::file_policy {

// What is judged, and what the positions of findings refer to: the text, then on a line of its own the name.
std::string judged_text(std::string_view name, const extraction::Extraction& extraction);

// The verdict on the words; where they are allowed but may not be all that the file says, it is held in group sends.
// Then, as with a block or a hold for its words, each doubt is a finding of type V6, rule "national/unreadable-file/…",
// on the name. To one reader doubts change nothing.
policy::Verdict judge(const policy::Filter& filter, std::string_view name, const extraction::Extraction& extraction,
                      const policy::Context& context);

}  // namespace jiaxin::file_policy
