// Where a connection's frames leave. Called only on the connection's core, and never calls back from inside a call.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "codec/errors.hpp"

namespace jiaxin::delivery {

// One WebSocket message: a few bytes of its own, then bytes that may be shared with many others.
struct OutFrame {
  std::string head;
  std::shared_ptr<const std::string> body;  // may be null

  explicit OutFrame(std::string head_bytes, std::shared_ptr<const std::string> body_bytes = nullptr)
      : head(std::move(head_bytes)), body(std::move(body_bytes)) {}
  std::size_t size() const { return head.size() + (body ? body->size() : 0); }
};

class Outlet {
 public:
  virtual ~Outlet() = default;
  // Queued and written in order. The callers bound what they queue: answers by the requests under way, events by
  // their window.
  virtual void send(OutFrame frame) = 0;
  // Writes what is queued, then closes with this code. Nothing is sent afterwards.
  virtual void close(codec::CloseCode code, std::string reason) = 0;
};

}  // namespace jiaxin::delivery
