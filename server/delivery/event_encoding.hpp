// Log entries as frames.
#pragma once

#include <string>
#include <vector>

#include "codec/event_frame.hpp"
#include "delivery/outlet.hpp"
#include "ports/log_entry.hpp"

namespace jiaxin::delivery {

// An event's body as bytes: of an item the shared ones, of anything else newly serialised.
class EncodedBody {
 public:
  explicit EncodedBody(const ports::EventBody& body);
  codec::EventBodyKind kind() const { return kind_; }
  const std::shared_ptr<const std::string>& bytes() const { return bytes_; }

 private:
  codec::EventBodyKind kind_;
  std::shared_ptr<const std::string> bytes_;
};

// One event for one receiver: a head of his own, the body shared.
OutFrame live_frame(const ports::Delivery& to, const ports::Published& event, const EncodedBody& body);

// Frames for a page of a log, each but for a single large item at most max_batch_bytes.
std::vector<OutFrame> page_frames(domain::MemberKey member, const ports::LogPage& page);

inline constexpr std::size_t max_batch_bytes = 32 * 1024;

}  // namespace jiaxin::delivery
