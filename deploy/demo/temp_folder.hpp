#pragma once

#include <filesystem>

namespace jiaxin::demo {

// A new folder for this user only, gone with everything in it when this object goes.
class TempFolder {
 public:
  TempFolder();  // throws std::system_error
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace jiaxin::demo
