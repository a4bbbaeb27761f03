#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

struct zip;

namespace jiaxin::extraction {

struct BrokenFile : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct TooLarge : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct Locked : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A ZIP file in memory, as its central directory tells it, which is how Office reads it. What it unpacks in all is
// bounded, whatever the directory says of sizes. Throws the three above.
class ZipArchive {
 public:
  explicit ZipArchive(std::string_view bytes);  // `bytes` must outlive it

  const std::vector<std::string>& names() const { return names_; }  // by entry; two may be called the same
  bool has(std::string_view name) const;
  std::string unpack(std::size_t entry);

 private:
  struct Closer {
    void operator()(zip* archive) const;
  };
  std::unique_ptr<zip, Closer> archive_;
  std::vector<std::string> names_;
  std::size_t left_;
};

}  // namespace jiaxin::extraction
