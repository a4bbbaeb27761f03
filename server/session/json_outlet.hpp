// Lets a client of `jiaxin.v1.json` read what is said to it: every frame leaves as JSON, parsed and printed anew for each
// receiver. Nothing is shared, so many of them cost much more than as many that speak protobuf.
#pragma once

#include <string>
#include <utility>

#include "codec/frame.hpp"
#include "codec/json_frame.hpp"
#include "delivery/outlet.hpp"

namespace jiaxin::session {

class JsonOutlet final : public delivery::Outlet {
 public:
  explicit JsonOutlet(delivery::Outlet& beneath) : beneath_(beneath) {}  // which outlives it

  void send(delivery::OutFrame frame) override {
    v1::ServerFrame decoded;
    if (!decoded.ParseFromString(frame.bytes()))
      return beneath_.close(codec::CloseCode::restarting, "a frame cannot be read");
    beneath_.send(delivery::OutFrame(codec::json_from(decoded)));
  }
  void close(codec::CloseCode code, std::string reason) override { beneath_.close(code, std::move(reason)); }

 private:
  delivery::Outlet& beneath_;
};

}  // namespace jiaxin::session
