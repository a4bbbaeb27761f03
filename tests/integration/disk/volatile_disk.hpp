// A disk with a write cache, in memory, whose power can be cut. Whoever reads sees what was written; a power cut leaves
// what was flushed and, of what was written since the last flush, whatever the cache had happened to write back: any
// blocks, in any order. A block is written whole or not at all. Thread-safe.
#pragma once

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <string_view>
#include <vector>

namespace jiaxin::stage {

class VolatileDisk {
 public:
  static constexpr std::size_t block_bytes = 4096;
  using Block = std::array<char, block_bytes>;
  using Content = std::vector<std::shared_ptr<const Block>>;  // null: zeros

  explicit VolatileDisk(std::size_t bytes) : VolatileDisk(Content(bytes / block_bytes)) {}
  explicit VolatileDisk(Content content);

  std::size_t bytes() const { return now_.size() * block_bytes; }
  void read(std::size_t at, char* to, std::size_t count) const;
  void write(std::size_t at, std::string_view bytes);
  void flush();

  // How likely the cache had written a block back by itself.
  enum class WrittenBack { nothing, some, all };

  struct PowerCut {
    std::size_t after_writes;  // counted from now; 0: at once
    WrittenBack written_back;
    std::function<void()> at_that_moment;  // called on any thread; it must not wait for the disk
  };
  // What a power cut would leave. The disk itself goes on. Waits for the writes, at most `limit`; nullopt: too few came.
  std::optional<Content> after(PowerCut cut, std::chrono::milliseconds limit, std::mt19937& random);

 private:
  struct Write {
    std::size_t block;
    std::shared_ptr<const Block> content;
  };
  Content cut(WrittenBack written_back, std::mt19937& random) const;

  mutable std::mutex mutex_;
  std::condition_variable was_cut_;
  Content now_, flushed_;
  std::vector<Write> cached_;  // since the last flush, in order

  std::function<void()> at_the_cut_;  // while one is awaited
  std::size_t writes_to_go_ = 0;
};

}  // namespace jiaxin::stage
