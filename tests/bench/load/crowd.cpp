#include "load/crowd.hpp"

namespace jiaxin::bench {

void Crowd::come(const Span& guardians, Arrival arrival) {
  ready_ = 0;
  hooks_.ready = [this](Client&) { ++ready_; };
  hooks_.received = [this](Client& client, std::size_t events) {
    received_ += events;
    on_received(client, events);
  };
  std::size_t started = 0;
  loop_.run_until(
      [&] {
        for (; started < guardians.size() && started < ready_ + at_a_time; ++started)
          clients_.push_back(system_.guardian(loop_, guardians.first + started, hooks_, arrival));
        return ready_ == guardians.size();
      },
      "everybody is connected");
}

void Crowd::stop_reading() {
  for (const auto& client : clients_) client->stop_reading();
}

void Crowd::acknowledge_all() {
  for (const auto& client : clients_) client->acknowledge();
}

}  // namespace jiaxin::bench
