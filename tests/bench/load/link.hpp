// One non-blocking connection to the system under load. What it says is up to who derives from it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "load/loop.hpp"

namespace jiaxin::bench {

class Link {
 public:
  // `index` chooses one of several loopback addresses to come from, so that ports do not run out.
  Link(Loop& loop, std::uint16_t port, std::size_t index);
  virtual ~Link();
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  // What the socket does not take waits here.
  void write(std::string_view bytes);
  // What comes from now on stays in the kernel. Nothing may be written afterwards.
  void stop_reading();
  // Closes at once with a reset, as when a phone loses its network and the kernel gives up.
  void drop();

  void on_ready(std::uint32_t epoll_events, std::string& shared_buffer);

 protected:
  virtual void on_connected() = 0;
  // How much of it was used; the rest comes again with more behind it.
  virtual std::size_t on_bytes(std::string_view bytes) = 0;

 private:
  void finish_connecting();
  void receive(std::string& shared_buffer);
  void flush();

  Loop& loop_;
  int socket_ = -1;
  bool connected_ = false;
  bool wants_write_ = true;
  std::string received_;  // the beginning of a frame
  std::string waiting_;   // to be written
};

}  // namespace jiaxin::bench
