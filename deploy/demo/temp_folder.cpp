#include "temp_folder.hpp"

#include <stdlib.h>

#include <cerrno>
#include <system_error>

namespace jiaxin::demo {

TempFolder::TempFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "jiaxin-demo.XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::system_error(errno, std::generic_category(), name);
  path_ = name;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace jiaxin::demo
