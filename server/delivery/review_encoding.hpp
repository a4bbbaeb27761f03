// Reviews as the schema has them.
#pragma once

#include <string>

#include "codec/event_frame.hpp"
#include "jiaxin/v1/inbox.pb.h"
#include "ports/log_entry.hpp"

namespace jiaxin::delivery {

v1::Role to_wire(domain::Role role);
v1::Stopped stopped(bool blocked);
v1::ReviewDecision to_wire(const ports::ReviewDecision& decision);

codec::EventBodyKind kind_of(const ports::ReviewNotice& notice);
std::string encode(const ports::ReviewNotice& notice);  // a serialised v1::ReviewWaiting or v1::ReviewOutcome

}  // namespace jiaxin::delivery
