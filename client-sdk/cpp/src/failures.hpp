// The words of every Failure that the SDK itself makes. Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "codec/limits.hpp"
#include "jiaxin/client/outcome.hpp"

namespace jiaxin::client {

Failure invalid(std::string_view field, std::string_view zh, std::string_view en);
Failure invalid(const codec::LimitViolation& violation);
Failure too_large();  // the whole frame
Failure refused(const v1::Error& error);
Failure disconnected(std::string_view detail = {});
Failure timed_out();
Failure cancelled();
Failure not_signed_in();
Failure signed_out();
Failure other_server(std::string_view kept, std::string_view asked);  // the session kept is of another server
Failure given_up();  // an outbox entry of somebody who is not signed in any more, or not at this server
Failure busy();
Failure storage(std::string_view detail);
Failure closed();
Failure unexpected_answer();
Failure superseded();

}  // namespace jiaxin::client
