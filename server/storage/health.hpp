// Whether storage may still be written to. The first grave failure ends that for good: after a failed fsync nobody
// knows what is on disk, so only a restart, which reads what is there, may write again. Thread-safe.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <utility>

namespace jiaxin::storage {

class Health {
 public:
  explicit Health(std::function<void(std::string)> on_fatal) : on_fatal_(std::move(on_fatal)) {}

  bool good() const { return good_.load(std::memory_order_acquire); }

  void fail(const std::string& what) {
    if (good_.exchange(false, std::memory_order_acq_rel) && on_fatal_) on_fatal_(what);
  }

 private:
  std::atomic<bool> good_ = true;
  std::function<void(std::string)> on_fatal_;
};

}  // namespace jiaxin::storage
