// How rows of the state file become values.
#pragma once

#include "sqlite.hpp"

namespace jiaxin::client {

// Columns: row, client_id, kind, school, member, message_id, child, queued_at_ms.
inline EntryMeta read_meta(const Query& row) {
  EntryMeta entry;
  entry.row = row.integer(0);
  entry.client_id = ClientId::from_wire(row.bytes(1)).value_or(ClientId{});
  entry.kind = static_cast<EntryKind>(row.integer(2));
  entry.member = {row.integer<std::uint32_t>(3), row.integer<std::uint32_t>(4)};
  entry.message_id = row.integer<std::uint64_t>(5);
  entry.child_id = row.integer<std::uint32_t>(6);
  entry.queued_at_ms = row.integer(7);
  return entry;
}

template <class Message>
Message parse(std::string_view bytes) {
  Message out;
  out.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
  return out;
}

}  // namespace jiaxin::client
