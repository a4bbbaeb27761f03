// One connection's life, without its socket: reads requests, hands them to the handlers, follows logs, answers.
// Everything runs on the connection's core; what handlers finish elsewhere is posted back to it.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "delivery/core.hpp"
#include "delivery/hub.hpp"
#include "handlers/caller.hpp"
#include "handlers/roster_upload.hpp"
#include "handlers/sign_in.hpp"
#include "session/connection_handler.hpp"
#include "session/json_outlet.hpp"
#include "session/session_machine.hpp"

namespace jiaxin::session {

struct ConversationSettings {
  std::chrono::milliseconds sign_in_timeout{10'000};
  std::chrono::milliseconds heartbeat{45'000};  // told to the client; the transport pings
};

// Owned by the transport's connection through a shared_ptr; core, hub and services outlive it. The outlet is used
// until on_closed().
class Conversation final : public ConnectionHandler, public std::enable_shared_from_this<Conversation> {
 public:
  static std::shared_ptr<Conversation> open(const handlers::Services& services, delivery::Core& core,
                                            delivery::Hub& hub, delivery::Outlet& outlet, Peer peer,
                                            ConversationSettings settings = {});
  ~Conversation() override;

  void on_message(std::string_view bytes, bool binary) override;
  bool wants_message() const override;
  void on_closed() override;
  void on_stopping() override;

 private:
  // One followed log, with the acknowledgement that is being stored and the newest that waits behind it.
  struct Following {
    std::unique_ptr<delivery::Subscription> subscription;
    domain::Seq acked;
    bool storing = false;
  };

  Conversation(const handlers::Services& services, delivery::Core& core, delivery::Hub& hub, delivery::Outlet& outlet,
               Peer peer, ConversationSettings settings);

  void dispatch(const v1::ClientFrame& frame);
  handlers::Reply reply_to(std::uint64_t request_id);
  void answer(std::uint64_t request_id, v1::ServerFrame frame);
  void send(v1::ServerFrame frame);
  void close(codec::CloseCode code, std::string reason);
  // Runs on the core if this connection is still there.
  template <class Task>
  void on_core(Task task) {
    core_.post([weak = weak_from_this(), task = std::move(task)]() mutable {
      const auto self = weak.lock();
      if (self && self->outlet_) task(*self);
    });
  }

  void close_if_overdue();
  void close_if_stopped();
  void sign_in(std::uint64_t request_id, const v1::SignIn& request);
  void take_sign_in(std::uint64_t request_id, std::variant<handlers::SignInResult, v1::Error> result);
  v1::SignedIn signed_in_view(const handlers::SignInResult& result) const;
  void join(std::uint64_t request_id, const v1::JoinMembership& request);
  void sign_out(std::uint64_t request_id);
  void resume(std::uint64_t request_id, const v1::Resume& request);
  void follow(std::uint64_t request_id, const v1::Resume& request, const ports::LogPage& page);
  void on_ack(const v1::Ack& ack);
  void take_ack(domain::MemberKey member, domain::Seq seq);
  void store_ack(domain::MemberKey member);
  void store_ack_later(domain::MemberKey member);
  void forget_device();

  const handlers::Services& services_;
  delivery::Core& core_;
  delivery::Hub& hub_;
  std::unique_ptr<JsonOutlet> json_;  // in front of the transport's outlet, if the peer reads JSON
  delivery::Outlet* outlet_;          // null once closed
  std::string address_;
  ConversationSettings settings_;
  SessionMachine machine_;
  handlers::Caller caller_;
  std::unordered_map<domain::MemberKey, Following> following_;
  std::unique_ptr<handlers::RosterUpload> upload_;
  bool sign_in_time_is_over_ = false;
  bool stopping_ = false;
};

}  // namespace jiaxin::session
