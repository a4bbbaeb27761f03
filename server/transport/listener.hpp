// Accepts connections and deals them out to the seats in turn. Survives running out of descriptors. Lives on the
// first seat's core. Inside transport only.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "transport/seat.hpp"
#include "transport/socket.hpp"

namespace jiaxin::transport {

class Listener : public std::enable_shared_from_this<Listener> {
 public:
  explicit Listener(std::vector<std::shared_ptr<Seat>> seats);

  std::variant<BoundEndpoint, StartFailure> bind(const std::string& host, std::uint16_t port);  // any thread
  void start();                                                                                 // on the core
  void stop(std::function<void()> stopped);  // on the core; `stopped` once nothing is under way any more

 private:
  void accept();
  void on_accepted(error_code failed);
  void seat_guest();
  void back_off(int error_number);

  std::vector<std::shared_ptr<Seat>> seats_;
  std::size_t next_seat_ = 0;
  Acceptor acceptor_;
  std::optional<Socket> guest_;
  bool waiting_ = false;  // for a guest, or for descriptors
  std::function<void()> stopped_;
  Time logged_at_{};
};

}  // namespace jiaxin::transport
