// Opening and ending a client, and what it knows without asking the server.
#include <cstdlib>

#include "event.hpp"
#include "handle.hpp"
#include "sdk_messages.hpp"

namespace jiaxin::c {

thread_local const jx_client* InCallback::current_ = nullptr;

namespace {

// Opens what gives a message: the place to put it is there, and empty.
Refused prepare(const jx_client* client, uint8_t** message, size_t* size) {
  if (!message) return missing("message");
  *message = nullptr;
  if (size) *size = 0;
  return unusable(client);
}

client::Outcome<client::Done> wait_for(client::Client& client, jx_until until, std::chrono::milliseconds limit) {
  if (until == JX_UNTIL_ONLINE) return client.wait_online(limit);
  if (until == JX_UNTIL_CAUGHT_UP) return client.wait_caught_up(limit);
  return client.wait_outbox_empty(limit);
}

v1::MemberRef member_ref(uint32_t school_id, uint32_t member_id) {
  v1::MemberRef member;
  member.set_school_id(school_id);
  member.set_member_id(member_id);
  return member;
}

}  // namespace
}  // namespace jiaxin::c

using namespace jiaxin::c;

uint32_t jx_abi_version(void) { return JX_ABI_VERSION; }
const char* jx_version(void) { return JIAXIN_VERSION; }
void jx_free(const void* message) { std::free(const_cast<void*>(message)); }

jx_status jx_client_open(const jx_options* options, jx_event_fn on_event, void* user, jx_client** client,
                         jx_failure** why) {
  return guarded(why, [&]() -> Refused {
    if (!client) return missing("client");
    *client = nullptr;
    if (!options) return missing("options");
    auto handle = std::make_unique<jx_client>(*options, on_event, user);
    auto opened = jiaxin::client::Client::open(options->options, listener_for(*handle));
    if (!opened) return crossing(opened.failure());
    handle->client = std::move(*opened);
    *client = handle.release();
    return {};
  });
}

jx_status jx_client_start(jx_client* client) {
  return guarded(nullptr, [&]() -> Refused {
    if (auto refused = unusable(client)) return refused;
    client->client->start();
    return {};
  });
}

jx_status jx_client_close(jx_client* client) {
  return guarded(nullptr, [&]() -> Refused {
    if (!client) return missing("client");
    const bool first = !client->closed.exchange(true);
    client->client->close();
    return first ? Refused() : closed();
  });
}

jx_status jx_client_free(jx_client* client) {
  return guarded(nullptr, [&]() -> Refused {
    if (!client) return {};
    if (InCallback::of(*client)) return invalid("client", "不能在回调里释放", "not inside a callback");
    client->closed = true;
    delete client;
    return {};
  });
}

jx_state jx_client_state(const jx_client* client) {
  return client ? state_of(client->client->state()) : JX_STATE_CLOSED;
}

jx_status jx_client_account(jx_client* client, uint8_t** message, size_t* size, jx_failure** why) {
  return guarded(why, [&]() -> Refused {
    if (auto refused = prepare(client, message, size)) return refused;
    give(encode(client->format, account_of(*client->client)), message, size);
    return {};
  });
}

jx_status jx_client_wait(jx_client* client, jx_until until, uint32_t limit_ms, jx_failure** why) {
  return guarded(why, [&]() -> Refused {
    if (auto refused = unusable(client)) return refused;
    if (until < JX_UNTIL_ONLINE || until > JX_UNTIL_OUTBOX_EMPTY)
      return invalid("until", "没有这种等待", "there is no such thing to wait for");
    if (InCallback::of(*client)) return invalid("client", "不能在回调里等待", "not inside a callback");
    const auto done = wait_for(*client->client, until, std::chrono::milliseconds(limit_ms));
    return done ? Refused() : crossing(done.failure());
  });
}

jx_status jx_client_outbox(jx_client* client, uint32_t limit, uint8_t** message, size_t* size, jx_failure** why) {
  return guarded(why, [&]() -> Refused {
    if (auto refused = prepare(client, message, size)) return refused;
    auto out = message_of(client->client->outbox(limit));
    out.set_pending(client->client->outbox_pending());
    give(encode(client->format, out), message, size);
    return {};
  });
}

jx_status jx_client_inbox(jx_client* client, const uint8_t* query, size_t query_size, uint8_t** message, size_t* size,
                          jx_failure** why) {
  return guarded(why, [&]() -> Refused {
    if (auto refused = prepare(client, message, size)) return refused;
    jiaxin::sdk::v1::InboxQuery what;
    if (query && !decode(client->format, query, query_size, what))
      return invalid("query", "这不是 InboxQuery", "this is no InboxQuery");
    const auto entries = client->client->inbox(query_of(what));
    if (!entries) return crossing(entries.failure());
    give(encode(client->format, message_of(*entries)), message, size);
    return {};
  });
}

jx_status jx_client_inbox_entry(jx_client* client, uint32_t school_id, uint32_t member_id, uint64_t message_id,
                                uint8_t** message, size_t* size, jx_failure** why) {
  return guarded(why, [&]() -> Refused {
    if (auto refused = prepare(client, message, size)) return refused;
    const auto entry = client->client->inbox_entry(member_ref(school_id, member_id), message_id);
    if (!entry) return crossing(entry.failure());
    if (*entry) give(encode(client->format, message_of(**entry)), message, size);
    return {};
  });
}
