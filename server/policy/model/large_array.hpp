#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>

namespace jiaxin::policy {

// Megabytes that are filled at once and then read here and there, of a type that needs no constructor; not zeroed. Where the
// kernel has huge pages they are asked for: of 11 MB in common ones the page faults alone took half of the time to load.
template <class Value>
class LargeArray {
 public:
  LargeArray() = default;
  explicit LargeArray(std::size_t count) {
    const std::size_t bytes = (count * sizeof(Value) + huge_page - 1) / huge_page * huge_page;
    values_.reset(static_cast<Value*>(std::aligned_alloc(huge_page, bytes)));
    if (!values_) throw std::bad_alloc();
    madvise(values_.get(), bytes, MADV_HUGEPAGE);  // advice: without it all is the same, but slower
  }

  Value* get() { return values_.get(); }
  const Value* get() const { return values_.get(); }

 private:
  static constexpr std::size_t huge_page = std::size_t{2} << 20;
  struct Free {
    void operator()(void* memory) const { std::free(memory); }
  };
  std::unique_ptr<Value[], Free> values_;
};

}  // namespace jiaxin::policy
