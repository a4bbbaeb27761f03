#pragma once

#include <memory>
#include <mutex>
#include <utility>

#include "policy/filter.hpp"

// The filter in force, exchanged as a whole when packs are reloaded. Any thread; whoever took one keeps it to the end of
// his work. A mutex, because the atomic shared_ptr of g++ 12 is one underneath and is a race to ThreadSanitizer.
namespace jiaxin::policy {

class FilterHolder {
 public:
  explicit FilterHolder(std::shared_ptr<const Filter> filter) : filter_(std::move(filter)) {}

  std::shared_ptr<const Filter> current() const {
    const std::lock_guard lock(mutex_);
    return filter_;
  }

  void replace(std::shared_ptr<const Filter> filter) {
    const std::lock_guard lock(mutex_);
    filter_.swap(filter);  // the old one goes after the lock
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Filter> filter_;
};

}  // namespace jiaxin::policy
