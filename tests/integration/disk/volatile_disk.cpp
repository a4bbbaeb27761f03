#include "volatile_disk.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace jiaxin::stage {
namespace {

// Calls with (block, offset in it, count) for each piece of a range.
template <class Piece>
void for_each_piece(std::size_t at, std::size_t count, Piece piece) {
  constexpr auto size = VolatileDisk::block_bytes;
  while (count > 0) {
    const auto offset = at % size;
    const auto part = std::min(count, size - offset);
    piece(at / size, offset, part);
    at += part;
    count -= part;
  }
}

}  // namespace

VolatileDisk::VolatileDisk(Content content) : now_(content), flushed_(std::move(content)) {}

void VolatileDisk::read(std::size_t at, char* to, std::size_t count) const {
  const std::lock_guard lock(mutex_);
  for_each_piece(at, count, [&](std::size_t block, std::size_t offset, std::size_t part) {
    if (const auto& content = now_.at(block)) std::memcpy(to, content->data() + offset, part);
    else std::memset(to, 0, part);
    to += part;
  });
}

void VolatileDisk::write(std::size_t at, std::string_view bytes) {
  const std::lock_guard lock(mutex_);
  for_each_piece(at, bytes.size(), [&](std::size_t block, std::size_t offset, std::size_t part) {
    auto& known = now_.at(block);
    auto content = known ? std::make_shared<Block>(*known) : std::make_shared<Block>();
    std::memcpy(content->data() + offset, bytes.data(), part);
    bytes.remove_prefix(part);
    known = content;
    cached_.push_back({block, std::move(content)});
  });
  if (!at_the_cut_ || --writes_to_go_ > 0) return;
  at_the_cut_();
  at_the_cut_ = nullptr;
  was_cut_.notify_all();
}

void VolatileDisk::flush() {
  const std::lock_guard lock(mutex_);
  for (auto& write : cached_) flushed_[write.block] = std::move(write.content);
  cached_.clear();
}

std::optional<VolatileDisk::Content> VolatileDisk::after(PowerCut wanted, std::chrono::milliseconds limit,
                                                         std::mt19937& random) {
  std::unique_lock lock(mutex_);
  std::optional<Content> left;
  const auto cut_now = [&] {
    wanted.at_that_moment();
    left = cut(wanted.written_back, random);
  };
  if (wanted.after_writes == 0) {
    cut_now();
    return left;
  }
  writes_to_go_ = wanted.after_writes;
  at_the_cut_ = cut_now;
  if (!was_cut_.wait_for(lock, limit, [&] { return left.has_value(); })) at_the_cut_ = nullptr;
  return left;
}

VolatileDisk::Content VolatileDisk::cut(WrittenBack written_back, std::mt19937& random) const {
  Content left = flushed_;
  if (written_back == WrittenBack::nothing) return left;
  for (const auto& write : cached_)
    if (written_back == WrittenBack::all || random() % 2) left[write.block] = write.content;
  return left;
}

}  // namespace jiaxin::stage
