// A subscriber or publisher of the bare loop.
#pragma once

#include <utility>

#include "load/client.hpp"
#include "systems/bare_words.hpp"

namespace jiaxin::bench {

class BareClient final : public Client {
 public:
  enum class Part { subscriber, publisher };
  BareClient(Loop& loop, std::uint16_t port, std::size_t index, Hooks& hooks, Part part)
      : Client(loop, port, index, hooks), part_(part) {}

  void publish(const Audience&) override { write({&bare::publish, 1}); }

 private:
  void on_connected() override {
    if (part_ == Part::publisher) return tell_ready();
    write({&bare::subscriber, 1});
  }
  std::size_t on_bytes(std::string_view bytes) override {
    if (part_ == Part::publisher) {
      for (std::size_t i = 0; i < bytes.size(); ++i) tell_published();
      return bytes.size();
    }
    const std::size_t confirmation = subscribed_ ? 0 : 1;
    if (!std::exchange(subscribed_, true)) tell_ready();
    const auto frames = (bytes.size() - confirmation) / bare::frame_bytes;
    last_frame_bytes_ = bare::frame_bytes;
    if (frames > 0) tell_received(frames);
    return confirmation + frames * bare::frame_bytes;
  }

  Part part_;
  bool subscribed_ = false;
};

}  // namespace jiaxin::bench
