#include "session/conversation.hpp"

#include <algorithm>

#include "codec/frame.hpp"
#include "handlers/dispatch.hpp"

namespace jiaxin::session {

std::shared_ptr<Conversation> Conversation::open(const handlers::Services& services, delivery::Core& core,
                                                 delivery::Hub& hub, delivery::Outlet& outlet, Peer peer,
                                                 ConversationSettings settings) {
  std::shared_ptr<Conversation> opened(new Conversation(services, core, hub, outlet, std::move(peer), settings));
  core.run_after(settings.sign_in_timeout, [weak = opened->weak_from_this()] {
    const auto self = weak.lock();
    if (!self) return;
    self->sign_in_time_is_over_ = true;
    self->close_if_overdue();
  });
  return opened;
}

Conversation::Conversation(const handlers::Services& services, delivery::Core& core, delivery::Hub& hub,
                           delivery::Outlet& outlet, Peer peer, ConversationSettings settings)
    : services_(services),
      core_(core),
      hub_(hub),
      json_(peer.format == codec::WireFormat::json ? std::make_unique<JsonOutlet>(outlet) : nullptr),
      outlet_(json_ ? json_.get() : &outlet),
      address_(std::move(peer.address)),
      settings_(settings),
      machine_(peer.format) {}

Conversation::~Conversation() = default;

void Conversation::on_message(std::string_view bytes, bool binary) {
  if (!outlet_ || stopping_) return;
  auto decision = machine_.on_message(bytes, binary);
  if (auto* request = std::get_if<Dispatch>(&decision)) return dispatch(request->frame);
  if (auto* refusal = std::get_if<Answer>(&decision)) return send(std::move(refusal->frame));
  auto& verdict = std::get<Close>(decision);
  v1::ServerFrame why;
  *why.mutable_error() = std::move(verdict.error);
  send(std::move(why));
  close(verdict.code, std::move(verdict.reason));
}

bool Conversation::wants_message() const { return !stopping_ && machine_.under_way() < SessionMachine::max_under_way; }

void Conversation::on_closed() {
  following_.clear();
  forget_device();
  outlet_ = nullptr;
}

void Conversation::on_stopping() {
  constexpr std::uint32_t retry_after_ms = 2000;
  v1::ServerFrame frame;
  frame.mutable_going_away()->set_retry_after_ms(retry_after_ms);
  send(std::move(frame));
  stopping_ = true;
  close_if_stopped();
}

// What was taken is finished and answered first.
void Conversation::close_if_stopped() {
  if (stopping_ && machine_.under_way() == 0) close(codec::CloseCode::restarting, "the server is stopping");
}

void Conversation::dispatch(const v1::ClientFrame& frame) {
  const auto id = frame.request_id();
  switch (frame.body_case()) {
    case v1::ClientFrame::kPing: {
      v1::ServerFrame pong;
      pong.mutable_pong()->set_server_time_ms(services_.clock.now().time_since_epoch().count());
      return answer(id, std::move(pong));
    }
    case v1::ClientFrame::kSignIn: return sign_in(id, frame.sign_in());
    case v1::ClientFrame::kSignOut: return sign_out(id);
    case v1::ClientFrame::kJoinMembership: return join(id, frame.join_membership());
    case v1::ClientFrame::kResume: return resume(id, frame.resume());
    case v1::ClientFrame::kAck: return on_ack(frame.ack());
    case v1::ClientFrame::kPutRosterPiece:
      if (!upload_) upload_ = std::make_unique<handlers::RosterUpload>();
      return upload_->put(services_, caller_, frame.put_roster_piece(), reply_to(id));
    case v1::ClientFrame::kApplyRoster:
      if (!upload_) upload_ = std::make_unique<handlers::RosterUpload>();
      return upload_->apply(services_, caller_, frame.apply_roster(), reply_to(id));
    default: return handlers::dispatch(services_, caller_, frame, reply_to(id));
  }
}

handlers::Reply Conversation::reply_to(std::uint64_t request_id) {
  return [self = shared_from_this(), request_id](v1::ServerFrame frame) {
    self->on_core([request_id, frame = std::move(frame)](Conversation& here) mutable {
      here.answer(request_id, std::move(frame));
    });
  };
}

void Conversation::answer(std::uint64_t request_id, v1::ServerFrame frame) {
  machine_.answered();
  frame.set_request_id(request_id);
  send(std::move(frame));
  close_if_stopped();
}

void Conversation::send(v1::ServerFrame frame) {
  if (!outlet_) return;
  std::string bytes = codec::encode(frame);
  if (bytes.size() > codec::max_frame_bytes) {
    v1::ServerFrame failure;
    failure.set_request_id(frame.request_id());
    *failure.mutable_error() = codec::make_error(v1::ERROR_CODE_INTERNAL);
    bytes = codec::encode(failure);
  }
  outlet_->send(delivery::OutFrame(std::move(bytes)));
}

void Conversation::close(codec::CloseCode code, std::string reason) {
  if (outlet_) outlet_->close(code, std::move(reason));
}

}  // namespace jiaxin::session
