// What becomes of each message that a connection receives: the rules of the protocol's first layer, without I/O.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "codec/errors.hpp"
#include "codec/wire_format.hpp"
#include "jiaxin/v1/envelope.pb.h"

namespace jiaxin::session {

struct Dispatch {  // to its handler
  v1::ClientFrame frame;
};
struct Answer {  // at once
  v1::ServerFrame frame;
};
struct Close {  // after saying why
  codec::CloseCode code;
  std::string reason;
  v1::Error error;
};
using Decision = std::variant<Dispatch, Answer, Close>;

class SessionMachine {
 public:
  enum class Phase { signed_out, signing_in, signed_in };

  explicit SessionMachine(codec::WireFormat format = codec::WireFormat::proto) : format_(format) {}

  Decision on_message(std::string_view bytes, bool binary);

  void sign_in_ended(bool signed_in) { phase_ = signed_in ? Phase::signed_in : Phase::signed_out; }
  void answered() { --under_way_; }

  Phase phase() const { return phase_; }
  std::size_t under_way() const { return under_way_; }

  // Nobody needs more to sign in, and reading a long message costs the others on this core time.
  static constexpr std::size_t max_bytes_before_sign_in = 8192;
  // Beyond this many unanswered requests nothing more is read.
  static constexpr std::size_t max_under_way = 32;

 private:
  std::variant<v1::ClientFrame, Close> decode(std::string_view bytes) const;
  Decision on_request(v1::ClientFrame frame);

  codec::WireFormat format_;
  Phase phase_ = Phase::signed_out;
  std::size_t under_way_ = 0;
};

}  // namespace jiaxin::session
