// The outcome of a send, and the filter's findings, as schema words.
#pragma once

#include <string>

#include "jiaxin/v1/message.pb.h"
#include "policy/terms/verdict.hpp"
#include "ports/message_store.hpp"

namespace jiaxin::handlers {

// What storage keeps of a verdict; opaque to it. Bounded: the first findings, long quotes cut.
std::string findings_bytes(const policy::Verdict& verdict);

using SendOutcome = decltype(ports::SendCommitted::outcome);
v1::SendResult to_wire(const SendOutcome& outcome);  // not for ClientIdConflict

}  // namespace jiaxin::handlers
