// What the scenarios see of a connection, whichever system it speaks to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "load/link.hpp"

namespace jiaxin::bench {

class Client;

// Called as things arrive; shared by all clients of a scenario, which owns them.
struct Hooks {
  std::function<void(Client&)> ready = [](Client&) {};                               // signed in, follows
  std::function<void(Client&, std::size_t)> received = [](Client&, std::size_t) {};  // so many new events
  std::function<void(Client&)> published = [](Client&) {};  // one send was accepted as promised
};

// Who is written to. The numbers of people in each are the scenario's sizes.
struct Audience {
  enum class Kind { family, few, many, everyone };
  Kind kind = Kind::everyone;
  std::size_t family = 0;  // which
};

class Client : public Link {
 public:
  Client(Loop& loop, std::uint16_t port, std::size_t index, Hooks& hooks)
      : Link(loop, port, index), index_(index), hooks_(hooks) {}

  virtual void publish(const Audience& to) = 0;
  // Of everything that came. Nothing in systems that have no such thing.
  virtual void acknowledge() {}

  std::size_t index() const { return index_; }
  std::uint64_t received() const { return received_; }
  std::size_t last_frame_bytes() const { return last_frame_bytes_; }  // of the last event, on the wire

 protected:
  void tell_ready() { hooks_.ready(*this); }
  void tell_published() { hooks_.published(*this); }
  void tell_received(std::size_t events) {
    received_ += events;
    hooks_.received(*this, events);
  }

  std::size_t last_frame_bytes_ = 0;

 private:
  std::size_t index_;
  Hooks& hooks_;
  std::uint64_t received_ = 0;
};

}  // namespace jiaxin::bench
