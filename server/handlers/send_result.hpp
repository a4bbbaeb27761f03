// The outcome of a send, and the filter's findings, as schema words.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "jiaxin/v1/message.pb.h"
#include "policy/terms/verdict.hpp"
#include "ports/message_store.hpp"

namespace jiaxin::handlers {

// What the sender is told of an item that does not go out.
struct StoppedWords {
  const policy::Verdict& verdict;
  std::vector<v1::StaffMember> deciders;
  std::optional<domain::TimePoint> text_until;
};
enum class Quotes { shown, left_out };  // left out: nothing of the sender's words remains

// What storage keeps of it; opaque to it. Bounded: the first findings, long quotes cut.
std::string stopped_bytes(const StoppedWords& words, Quotes quotes);
v1::BlockedByPolicy stopped_words(const std::string& bytes);

using SendOutcome = decltype(ports::SendCommitted::outcome);
v1::SendResult to_wire(const SendOutcome& outcome);  // not for ClientIdConflict

}  // namespace jiaxin::handlers
