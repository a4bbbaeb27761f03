// An item that may be delivered: it stands in storage with an allowing verdict. Only storage makes these, from such a
// row; delivery takes nothing else.
#pragma once

#include <memory>
#include <string>
#include <utility>

namespace jiaxin::storage {
class ClearedRow;  // the only maker
}

namespace jiaxin::ports {

// Cheap to copy: the bytes are shared by all who receive them. Immutable, any thread.
class StoredCleared {
 public:
  const std::string& bytes() const { return *bytes_; }  // a serialised v1::Item
  const std::shared_ptr<const std::string>& shared_bytes() const { return bytes_; }

 private:
  friend class storage::ClearedRow;
  explicit StoredCleared(std::string bytes) : bytes_(std::make_shared<const std::string>(std::move(bytes))) {}

  std::shared_ptr<const std::string> bytes_;
};

}  // namespace jiaxin::ports
