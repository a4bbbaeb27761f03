// An outbox entry seen from its request frame, and its result seen from the server's answer. Pure functions.
#pragma once

#include <cstdint>
#include <optional>

#include "jiaxin/client/outbox.hpp"
#include "jiaxin/v1/envelope.pb.h"
#include "member.hpp"

namespace jiaxin::client {

struct EntryMeta {
  std::int64_t row = 0;  // the order of the outbox
  ClientId client_id;
  EntryKind kind = EntryKind::notice;
  Member member;
  std::uint64_t message_id = 0;  // of answers and read marks
  std::uint32_t child_id = 0;
  std::int64_t queued_at_ms = 0;

  bool is_answer() const { return kind == EntryKind::slip || kind == EntryKind::decision; }
};

// nullopt for a frame that does not belong into an outbox. The client id stays zero if it is missing or malformed.
std::optional<EntryMeta> describe(const v1::ClientFrame& frame);

// No-op for read marks, which carry none on the wire.
void set_client_id(v1::ClientFrame& frame, const ClientId& id);
// The client id field as it stands, nullptr for read marks.
const std::string* client_id_field(const v1::ClientFrame& frame);
// Of slips and decisions, otherwise nullptr.
v1::AnswerHeader* answer_header(v1::ClientFrame& frame);

Settled settled_by(const EntryMeta& entry, const v1::ServerFrame& answer);
Settled settled_by(const EntryMeta& entry, const Failure& failure);

}  // namespace jiaxin::client
