// The three ways in. Wrong guesses are slowed down before anything costly is done.
#pragma once

#include <functional>
#include <string>
#include <variant>

#include "handlers/services.hpp"
#include "jiaxin/v1/envelope.pb.h"

namespace jiaxin::handlers {

struct SignInResult {
  ports::SessionRecord session;
  std::string token;
};

// Called exactly once, on any thread.
using SignInDone = std::function<void(std::variant<SignInResult, v1::Error>)>;

// `address` is the peer's, for slowing down guesses. Redeeming a code closes the connections of the device sessions
// that it ends, and those of a person whose membership passes to somebody else: they sign in again without it.
void sign_in(const Services& services, const v1::SignIn& request, const std::string& address, SignInDone done);

// Adds a membership to the identity that is signed in. Closes the connections of whoever held it before.
using JoinDone = std::function<void(std::variant<ports::MembershipRecord, v1::Error>)>;
void join_membership(const Services& services, domain::IdentityId identity, const v1::JoinMembership& request,
                     const std::string& address, JoinDone done);

// The membership as its owner sees it; nullopt: the person is not on the roster any more.
std::optional<v1::Membership> membership_view(const Services& services, const ports::MembershipRecord& record);

}  // namespace jiaxin::handlers
