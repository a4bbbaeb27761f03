#include "handlers/mark_read.hpp"

namespace jiaxin::handlers {
namespace {

void finish(const Services& services, const std::optional<ports::ReadCommitted>& committed, const Reply& reply) {
  if (!committed) return reply_error(reply, v1::ERROR_CODE_UNAVAILABLE);
  if (!committed->read_at)
    return reply_error(reply, v1::ERROR_CODE_NOT_FOUND, "您没有收到过这份内容。", "No such item was sent to you.");
  v1::ServerFrame frame;
  frame.mutable_read_marked()->set_read_at_ms(committed->read_at->time_since_epoch().count());
  reply(std::move(frame));
  if (committed->change) services.receipts.changed({*committed->change});
}

}  // namespace

void mark_read(const Services& services, const Caller& caller, const v1::MarkRead& request, Reply reply) {
  const auto actor = actor_of(services, caller, request.member());
  if (const auto* error = std::get_if<v1::Error>(&actor)) return reply_error(reply, *error);
  services.messages.mark_read(
      std::get<Actor>(actor).key, {request.message_id()}, services.clock.now(),
      [&services, reply](std::optional<ports::ReadCommitted> committed) { finish(services, committed, reply); });
}

}  // namespace jiaxin::handlers
