#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace jiaxin::extraction {

// What a part of relations says of the files that another part refers to.
struct Relations {
  bool are_meant = false;            // false: whatever it is called, this part holds something else
  bool show_others = false;          // pictures, films, documents that lie outside the file and are shown in it
  std::vector<std::string> targets;  // the last names of those inside that may be shown, in small letters
};

// Throws BrokenFile.
Relations relations_in(std::string_view xml);

std::string lower(std::string_view name);      // of the letters of ASCII, which is how names are compared
std::string last_name(std::string_view path);  // "picture.png"

}  // namespace jiaxin::extraction
