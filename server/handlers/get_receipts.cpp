#include "handlers/get_receipts.hpp"

#include <charconv>

#include "delivery/summary_encoding.hpp"
#include "handlers/wire_names.hpp"

namespace jiaxin::handlers {
namespace {

constexpr std::size_t page_rows = 200;
constexpr std::size_t page_bytes = 48 * 1024;

// Where the next page begins: after this guardian and child.
struct PageToken {
  domain::MemberId guardian;
  domain::ChildId child;
};

std::string to_text(const PageToken& token) {
  return std::to_string(token.guardian.value) + "." + std::to_string(token.child.value);
}

std::optional<PageToken> parse_token(const std::string& text) {
  PageToken token;
  if (text.empty()) return token;
  const char* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, token.guardian.value);
  if (first.ec != std::errc{} || first.ptr == end || *first.ptr != '.') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, token.child.value);
  if (second.ec != std::errc{} || second.ptr != end) return std::nullopt;
  return token;
}

std::int64_t ms_or_zero(const std::optional<domain::TimePoint>& time) {
  return time ? time->time_since_epoch().count() : 0;
}

v1::Receipt wire_row(const domain::SchoolDirectory& school, const ports::ReceiptRow& row) {
  v1::Receipt wire;
  wire.set_member_id(row.guardian.value);
  wire.set_child_id(row.child.value);
  if (const auto* guardian = school.find(row.guardian)) {
    wire.set_guardian_name(guardian->name);
    if (const auto* edge = domain::guardian_edge(*guardian, row.child)) wire.set_relation(edge->relation);
  }
  if (const auto* child = school.find(row.child)) {
    wire.set_child_name(child->name);
    if (!child->classes.empty())
      if (const auto* info = school.find(child->classes.front())) wire.set_class_title(info->title);
  }
  wire.set_stored_at_ms(row.stored_at.time_since_epoch().count());
  wire.set_delivered_at_ms(ms_or_zero(row.delivered_at));
  wire.set_read_at_ms(ms_or_zero(row.read_at));
  wire.set_answered_at_ms(ms_or_zero(row.answered_at));
  if (!row.answered_at) return wire;
  wire.set_choice(to_wire(row.choice));
  wire.set_slip_option(row.slip_option);
  wire.set_comment(row.comment);
  return wire;
}

void fill_page(v1::Receipts& page, const domain::SchoolDirectory& school, const std::vector<ports::ReceiptRow>& rows) {
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto wire = wire_row(school, rows[i]);
    bytes += wire.ByteSizeLong() + 4;
    if (bytes > page_bytes) break;
    *page.add_receipts() = std::move(wire);
  }
  const auto shown = static_cast<std::size_t>(page.receipts_size());
  if (shown > 0 && (shown < rows.size() || rows.size() == page_rows))
    page.set_next_page_token(to_text({rows[shown - 1].guardian, rows[shown - 1].child}));
}

// One request on its way through storage: whose message is it, its rows, its summary.
struct Lookup : std::enable_shared_from_this<Lookup> {
  Lookup(const Services& s, Actor a, domain::MessageId m, PageToken t, Reply r)
      : services(s), actor(std::move(a)), message(m), token(t), reply(std::move(r)) {}

  void start() {
    services.messages.message_facts(actor.key.school, message,
                                    [self = shared_from_this()](auto facts) { self->take_facts(facts); });
  }

  void take_facts(const std::optional<std::optional<ports::MessageFacts>>& facts) {
    if (!facts) return reply_error(reply, v1::ERROR_CODE_UNAVAILABLE);
    if (!*facts || (*facts)->sender != actor.key.member)
      return reply_error(reply, v1::ERROR_CODE_NOT_FOUND, "您没有发送过这份内容，只有发送人能看回执。",
                         "You sent no such item. Only the sender sees its receipts.");
    services.messages.receipt_rows(actor.key.school, message, token.guardian, token.child, page_rows,
                                   [self = shared_from_this()](auto rows) { self->take_rows(rows); });
  }

  void take_rows(const std::optional<std::vector<ports::ReceiptRow>>& rows) {
    if (!rows) return reply_error(reply, v1::ERROR_CODE_UNAVAILABLE);
    fill_page(*frame.mutable_receipts(), *actor.school, *rows);
    services.messages.receipt_summary(actor.key.school, message,
                                      [self = shared_from_this()](auto summary) { self->take_summary(summary); });
  }

  void take_summary(const std::optional<ports::ReceiptSummary>& summary) {
    if (!summary) return reply_error(reply, v1::ERROR_CODE_UNAVAILABLE);
    *frame.mutable_receipts()->mutable_summary() = delivery::to_wire(*summary);
    reply(std::move(frame));
  }

  const Services& services;
  Actor actor;
  domain::MessageId message;
  PageToken token;
  Reply reply;
  v1::ServerFrame frame;
};

}  // namespace

void get_receipts(const Services& services, const Caller& caller, const v1::GetReceipts& request, Reply reply) {
  auto actor = actor_of(services, caller, request.member());
  if (const auto* error = std::get_if<v1::Error>(&actor)) return reply_error(reply, *error);
  const auto token = parse_token(request.page_token());
  if (!token)
    return reply_error(reply,
                       field_error(v1::ERROR_CODE_INVALID, "get_receipts.page_token", "页码标记无效，请从第一页开始。",
                                   "This page token is not valid. Start at the first page."));
  std::make_shared<Lookup>(services, std::move(std::get<Actor>(actor)), domain::MessageId{request.message_id()}, *token,
                           std::move(reply))
      ->start();
}

}  // namespace jiaxin::handlers
