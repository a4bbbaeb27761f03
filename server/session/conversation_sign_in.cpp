#include <algorithm>

#include "codec/frame.hpp"
#include "session/conversation.hpp"

namespace jiaxin::session {

// A sign-in that is under way when the time is up may still succeed, but another is not waited for.
void Conversation::close_if_overdue() {
  if (sign_in_time_is_over_ && machine_.phase() == SessionMachine::Phase::signed_out)
    close(codec::CloseCode::too_slow, "no sign-in in time");
}

void Conversation::sign_in(std::uint64_t request_id, const v1::SignIn& request) {
  handlers::sign_in(services_, request, address_, [self = shared_from_this(), request_id](auto result) {
    self->on_core([request_id, result = std::move(result)](Conversation& here) mutable {
      here.take_sign_in(request_id, std::move(result));
    });
  });
}

void Conversation::take_sign_in(std::uint64_t request_id, std::variant<handlers::SignInResult, v1::Error> result) {
  auto* success = std::get_if<handlers::SignInResult>(&result);
  machine_.sign_in_ended(success != nullptr);
  v1::ServerFrame frame;
  if (!success) {
    *frame.mutable_error() = std::move(std::get<v1::Error>(result));
    answer(request_id, std::move(frame));
    return close_if_overdue();
  }
  caller_.identity = success->session.identity;
  caller_.device = success->session.device;
  for (const auto& record : success->session.memberships) caller_.memberships.push_back(record.key);

  // Another connection of the same device gives way. The hub hears of this one only afterwards.
  services_.fan_out.end({caller_.device}, codec::CloseCode::superseded);
  on_core([](Conversation& here) { here.hub_.remember(here.caller_.device, *here.outlet_); });

  *frame.mutable_signed_in() = signed_in_view(*success);
  answer(request_id, std::move(frame));
}

v1::SignedIn Conversation::signed_in_view(const handlers::SignInResult& result) const {
  v1::SignedIn view;
  view.set_login(result.session.login);
  view.set_token(result.token);
  for (const auto& record : result.session.memberships)
    if (auto membership = handlers::membership_view(services_, record))
      *view.add_memberships() = std::move(*membership);
  view.set_server_time_ms(services_.clock.now().time_since_epoch().count());
  view.set_heartbeat_ms(static_cast<std::uint32_t>(settings_.heartbeat.count()));
  view.set_max_frame_bytes(codec::max_frame_bytes);
  view.set_window_events(static_cast<std::uint32_t>(delivery::WindowLimits{}.events));
  return view;
}

void Conversation::join(std::uint64_t request_id, const v1::JoinMembership& request) {
  handlers::join_membership(services_, caller_.identity, request, address_,
                            [self = shared_from_this(), request_id](auto result) {
                              self->on_core([request_id, result = std::move(result)](Conversation& here) mutable {
                                v1::ServerFrame frame;
                                if (const auto* record = std::get_if<ports::MembershipRecord>(&result)) {
                                  here.caller_.memberships.push_back(record->key);
                                  if (auto view = handlers::membership_view(here.services_, *record))
                                    *frame.mutable_membership_joined()->mutable_membership() = std::move(*view);
                                  else *frame.mutable_error() = codec::make_error(v1::ERROR_CODE_WRONG_CODE);
                                } else {
                                  *frame.mutable_error() = std::move(std::get<v1::Error>(result));
                                }
                                here.answer(request_id, std::move(frame));
                              });
                            });
}

void Conversation::sign_out(std::uint64_t request_id) {
  services_.identities.end_session(caller_.device, [self = shared_from_this(), request_id](std::optional<bool> ended) {
    self->on_core([request_id, ended](Conversation& here) {
      v1::ServerFrame frame;
      if (ended) frame.mutable_signed_out();
      else *frame.mutable_error() = codec::make_error(v1::ERROR_CODE_UNAVAILABLE);
      here.answer(request_id, std::move(frame));
      if (ended) here.close(codec::CloseCode::normal, "signed out");
    });
  });
}

void Conversation::forget_device() {
  if (outlet_ && caller_.device) hub_.forget(caller_.device, *outlet_);
}

}  // namespace jiaxin::session
