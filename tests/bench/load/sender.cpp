#include "load/sender.hpp"

namespace jiaxin::bench {

Senders::Senders(Loop& loop, System& system, std::size_t count) : loop_(loop) {
  hooks_.ready = [this](Client&) { ++ready_; };
  hooks_.published = [this](Client& client) {
    ++published_;
    published_at_ = Clock::now();
    on_published(client.index());
  };
  for (std::size_t i = 0; i < count; ++i) staff_.push_back(system.staff(loop_, i, hooks_));
  loop_.run_until([this] { return ready_ == staff_.size(); }, "the senders are connected");
}

void Senders::publish(std::size_t staff, const Audience& to, std::size_t count, std::size_t under_way) {
  const auto before = published_;
  std::size_t started = 0;
  loop_.run_until(
      [&] {
        for (; started < count && started < published_ - before + under_way; ++started) staff_[staff]->publish(to);
        return published_ - before == count;
      },
      "everything that was sent is accepted");
}

}  // namespace jiaxin::bench
