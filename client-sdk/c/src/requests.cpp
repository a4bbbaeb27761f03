// What asks the server: requests that are answered once, and the outbox.
#include <algorithm>
#include <utility>

#include "codec/utf8.hpp"
#include "handle.hpp"
#include "jiaxin/v1/envelope.pb.h"

namespace jiaxin::c {
namespace {

using client::Callback;
using client::Client;
using client::Outcome;
using client::Queued;
using client::RequestHandle;

std::string bytes_of(Format, const client::Done&) { return {}; }
std::string bytes_of(Format format, const google::protobuf::Message& message) { return encode(format, message); }

// A request while this thread hands it over. A client that is closing answers at once, on this thread: that becomes
// the call's own failure, so that no callback comes once jx_client_close() has returned.
class Handover {
 public:
  explicit Handover(std::uint64_t which) : ticket(which), before_(current) { current = this; }
  ~Handover() { current = before_; }
  Handover(const Handover&) = delete;
  Handover& operator=(const Handover&) = delete;

  static thread_local Handover* current;
  const std::uint64_t ticket;
  Refused refused;

 private:
  Handover* const before_;
};
thread_local Handover* Handover::current = nullptr;

void forget(jx_client& client, std::uint64_t ticket) {
  const std::lock_guard guard(client.tickets_mutex);
  client.tickets.erase(ticket);
}

struct Asked {
  jx_client& client;
  std::uint64_t ticket;
  jx_done_fn done;
  void* user;

  template <class T>
  void answered(const Outcome<T>& outcome) const {
    if (Handover::current && Handover::current->ticket == ticket) {
      Handover::current->refused = outcome ? closed() : crossing(outcome.failure());
      return;
    }
    forget(client, ticket);
    if (!done) return;
    const InCallback inside(client);
    if (!outcome) return fail(crossing(outcome.failure()));
    succeed(bytes_of(client.format, *outcome));
  }

 private:
  void fail(jx_failure why) const {
    if (!client.gives) return done(user, &why, nullptr, 0);
    done(user, new jx_failure(std::move(why)), nullptr, 0);
  }
  void succeed(const std::string& bytes) const {
    if (!client.gives) return done(user, nullptr, reinterpret_cast<const std::uint8_t*>(bytes.c_str()), bytes.size());
    std::uint8_t* message = nullptr;
    give(bytes, &message, nullptr);
    done(user, nullptr, message, bytes.size());
  }
};

std::uint64_t new_ticket(jx_client& client) {
  const std::lock_guard guard(client.tickets_mutex);
  const auto ticket = client.next_ticket++;
  client.tickets.emplace(ticket, RequestHandle());
  return ticket;
}

// The answer may have come before the handle does.
void keep(jx_client& client, std::uint64_t ticket, RequestHandle handle) {
  const std::lock_guard guard(client.tickets_mutex);
  const auto found = client.tickets.find(ticket);
  if (found != client.tickets.end()) found->second = std::move(handle);
}

// `start` is called with the callback and gives the handle.
template <class T, class Start>
Refused ask(jx_client& client, jx_done_fn done, void* user, std::uint64_t* ticket, Start start) {
  Asked asked{client, new_ticket(client), done, user};
  Handover handover(asked.ticket);
  if (ticket) *ticket = asked.ticket;
  keep(client, asked.ticket, start(Callback<T>([asked](Outcome<T> outcome) { asked.answered(outcome); })));
  if (!handover.refused) return {};
  if (ticket) *ticket = 0;
  forget(client, asked.ticket);
  return std::move(handover.refused);
}

// The first that is missing or not UTF-8.
Refused check_texts(std::initializer_list<std::pair<const char*, const char*>> texts) {
  for (const auto& [name, text] : texts) {
    if (!text || !codec::is_utf8(text)) return missing(name);
  }
  return {};
}

Refused read_frame(const jx_client& client, const uint8_t* bytes, size_t size, v1::ClientFrame& frame) {
  if (!bytes) return missing("frame");
  if (decode(client.format, bytes, size, frame)) return {};
  return invalid("frame", "这不是 ClientFrame", "this is no ClientFrame");
}

Outcome<Queued> queue(Client& client, v1::ClientFrame frame) {
  switch (frame.body_case()) {
    case v1::ClientFrame::kSendNotice: return client.send_notice(std::move(*frame.mutable_send_notice()));
    case v1::ClientFrame::kSendLetter: return client.send_letter(std::move(*frame.mutable_send_letter()));
    case v1::ClientFrame::kSendForm: return client.send_form(std::move(*frame.mutable_send_form()));
    case v1::ClientFrame::kSendUrgent: return client.send_urgent(std::move(*frame.mutable_send_urgent()));
    case v1::ClientFrame::kAnswerSlip: return client.answer_slip(std::move(*frame.mutable_answer_slip()));
    case v1::ClientFrame::kDecide: return client.decide(std::move(*frame.mutable_decide()));
    case v1::ClientFrame::kMarkRead:
      return client.mark_read(frame.mark_read().member(), frame.mark_read().message_id());
    default: return invalid("frame", "这种请求不进发件箱", "requests of this kind do not go into the outbox").failure;
  }
}

}  // namespace
}  // namespace jiaxin::c

using namespace jiaxin::c;
namespace v1 = jiaxin::v1;

jx_status jx_client_sign_in_with_password(jx_client* client, const char* login, const char* password, jx_done_fn done,
                                          void* user, uint64_t* ticket, jx_failure** why) {
  return guarded(why, [&]() -> Refused {
    if (auto refused = unusable(client)) return refused;
    if (auto refused = check_texts({{"login", login}, {"password", password}})) return refused;
    return ask<v1::SignedIn>(*client, done, user, ticket, [&](auto callback) {
      return client->client->sign_in_with_password(login, password, std::move(callback));
    });
  });
}

jx_status jx_client_sign_in_with_code(jx_client* client, const char* code, const char* login, const char* new_password,
                                      jx_done_fn done, void* user, uint64_t* ticket, jx_failure** why) {
  return guarded(why, [&]() -> Refused {
    if (auto refused = unusable(client)) return refused;
    if (auto refused = check_texts({{"code", code}, {"login", login}, {"new_password", new_password}})) return refused;
    return ask<v1::SignedIn>(*client, done, user, ticket, [&](auto callback) {
      return client->client->sign_in_with_code(code, login, new_password, std::move(callback));
    });
  });
}

jx_status jx_client_sign_out(jx_client* client, jx_done_fn done, void* user, jx_failure** why) {
  return guarded(why, [&]() -> Refused {
    if (auto refused = unusable(client)) return refused;
    return ask<jiaxin::client::Done>(*client, done, user, nullptr, [&](auto callback) {
      client->client->sign_out(std::move(callback));
      return jiaxin::client::RequestHandle();
    });
  });
}

jx_status jx_client_request(jx_client* client, const uint8_t* frame, size_t size, uint32_t timeout_ms, jx_done_fn done,
                            void* user, uint64_t* ticket, jx_failure** why) {
  return guarded(why, [&]() -> Refused {
    if (auto refused = unusable(client)) return refused;
    v1::ClientFrame request;
    if (auto refused = read_frame(*client, frame, size, request)) return refused;
    return ask<v1::ServerFrame>(*client, done, user, ticket, [&](auto callback) {
      return client->client->request(std::move(request), std::move(callback), std::chrono::milliseconds(timeout_ms));
    });
  });
}

jx_status jx_client_cancel(jx_client* client, uint64_t ticket) {
  return guarded(nullptr, [&]() -> Refused {
    if (auto refused = unusable(client)) return refused;
    const std::lock_guard guard(client->tickets_mutex);
    const auto found = client->tickets.find(ticket);
    if (found != client->tickets.end()) found->second.cancel();
    return {};
  });
}

jx_status jx_client_queue(jx_client* client, const uint8_t* frame, size_t size, uint8_t* client_id, jx_failure** why) {
  return guarded(why, [&]() -> Refused {
    if (auto refused = unusable(client)) return refused;
    v1::ClientFrame item;
    if (auto refused = read_frame(*client, frame, size, item)) return refused;
    const auto queued = queue(*client->client, std::move(item));
    if (!queued) return crossing(queued.failure());
    if (client_id) std::ranges::copy(queued->client_id.bytes, client_id);
    return {};
  });
}
