// An event as it is told: lent for the call, or given to the program.
#pragma once

#include <optional>
#include <string>

#include "failure.hpp"
#include "jiaxin/client/client.hpp"

struct jx_event {
  jx_kind kind = 0;
  jx_state state = JX_IDLE;
  std::uint64_t next_attempt_ms = 0;
  std::optional<jx_failure> failure;
  jiaxin::v1::MemberRef member;
  std::uint64_t message_id = 0;
  std::optional<jiaxin::client::ClientId> client_id;
  std::string message;
};

namespace jiaxin::c {

jx_state state_of(client::ConnectionState state);

// Tells everything to client.on_event, in the client's format. The client must outlive what listens.
client::Listener listener_for(jx_client& client);

}  // namespace jiaxin::c
