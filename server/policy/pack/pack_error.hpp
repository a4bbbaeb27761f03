#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace jiaxin::policy {

// What is wrong with a pack, where, and what to write instead.
struct PackError {
  std::string file;
  std::size_t line = 0;  // 0: the file as a whole
  std::size_t column = 0;
  std::string zh;
  std::string en;

  std::string text() const;  // FILE:LINE:COLUMN: zh / en
};
using PackErrors = std::vector<PackError>;  // in the order of the file; at most 50

}  // namespace jiaxin::policy
