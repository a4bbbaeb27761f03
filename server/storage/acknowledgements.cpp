#include "storage/acknowledgements.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "storage/receipts.hpp"

namespace jiaxin::storage {
namespace {

constexpr std::size_t at_a_time = 512;  // at some 10 microseconds and more each

}  // namespace

// Takes what waits when its turn comes, not when it is submitted.
class Acknowledgements::Storing final : public Command {
 public:
  explicit Storing(Acknowledgements& all) : all_(all) {}

  void apply(Connection& db) override {
    if (taken_.empty()) taken_ = all_.take(at_a_time);
    changes_.clear();  // it may be the second time
    for (const auto& one : taken_) changes_.push_back(acknowledge(db, one.member, one.seq, one.at));
  }

  // One that was refused never applied: then all who wait are refused with it.
  void answer(bool kept) override {
    if (taken_.empty()) taken_ = all_.take(std::numeric_limits<std::size_t>::max());
    all_.ended();
    for (std::size_t i = 0; i < taken_.size(); ++i)
      taken_[i].done(kept ? std::optional(std::move(changes_[i])) : std::nullopt);
  }

 private:
  Acknowledgements& all_;
  std::vector<Acknowledgement> taken_;
  std::vector<std::vector<ports::ReceiptChange>> changes_;
};

void Acknowledgements::add(Acknowledgement acknowledgement) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(acknowledgement));
    if (std::exchange(submitted_, true)) return;
  }
  submit_(std::make_unique<Storing>(*this));
}

std::vector<Acknowledgement> Acknowledgements::take(std::size_t at_most) {
  const std::lock_guard lock(mutex_);
  if (waiting_.size() <= at_most) return std::exchange(waiting_, {});
  const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(at_most);
  std::vector<Acknowledgement> taken(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
  waiting_.erase(waiting_.begin(), end);
  return taken;
}

void Acknowledgements::ended() {
  {
    const std::lock_guard lock(mutex_);
    submitted_ = !waiting_.empty();
    if (!submitted_) return;
  }
  submit_(std::make_unique<Storing>(*this));
}

}  // namespace jiaxin::storage
