// Where a connection's frames leave. Called only on the connection's core, and never calls back from inside a call.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "codec/errors.hpp"
#include "codec/frame_head.hpp"

namespace jiaxin::delivery {

// One WebSocket message: a few bytes of its own, then bytes that may be shared with many others.
struct OutFrame {
  codec::FrameHead head;
  std::shared_ptr<const std::string> body;  // may be null

  OutFrame(const codec::FrameHead& own, std::shared_ptr<const std::string> shared)
      : head(own), body(std::move(shared)) {}
  explicit OutFrame(std::shared_ptr<const std::string> shared) : body(std::move(shared)) {}
  explicit OutFrame(std::string own) : OutFrame(std::make_shared<const std::string>(std::move(own))) {}

  std::size_t size() const { return head.size() + (body ? body->size() : 0); }
  std::string bytes() const { return std::string(head.view()) + (body ? *body : std::string()); }
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
