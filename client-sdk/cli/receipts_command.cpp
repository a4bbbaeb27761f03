#include <ostream>

#include "clean_text.hpp"
#include "commands.hpp"
#include "live_queue.hpp"
#include "receipts_query.hpp"

namespace jiaxin::cli {
namespace {

struct ReceiptsOptions {
  std::string name;
  bool follow = false;
};

using Updates = LiveQueue<v1::ReceiptUpdate>;

json::object with_id(const FoundItem& item, bool as_event, std::string_view event) {
  json::object object;
  if (as_event) object["event"] = json_text(event);
  object["id"] = json_text(message_name(item.member, item.message_id));
  return object;
}

void print_all(Context& context, const FoundItem& item, const AllReceipts& receipts, bool as_event) {
  if (context.options.json) {
    auto object = with_id(item, as_event, "all");
    object["summary"] = json_of(receipts.summary, item.item());
    json::array rows;
    for (const auto& row : receipts.rows) rows.push_back(json_of(row, item.item(), item.time_zone));
    object["receipts"] = std::move(rows);
    print_json(context.out, object);
    return;
  }
  context.out << message_name(item.member, item.message_id);
  if (item.entry) context.out << "  " << clean_line(item.entry->item.title());
  context.out << '\n';
  print_summary(context.out, receipts.summary, item.item());
  context.out << '\n';
  print_rows(context.out, receipts, item.item(), item.time_zone);
  context.out.flush();
}

void print_update(Context& context, const FoundItem& item, const v1::ReceiptSummary& summary) {
  if (!context.options.json) {
    context.out << '\n';
    print_summary(context.out, summary, item.item());
    return;
  }
  auto object = with_id(item, true, "summary");
  object["summary"] = json_of(summary, item.item());
  print_json(context.out, object);
}

bool is_about(const v1::ReceiptUpdate& update, const FoundItem& item) {
  return update.member().school_id() == item.member.school_id() && update.summary().message_id() == item.message_id;
}

client::Listener listener_for(Updates& updates, bool follow) {
  client::Listener listener;
  if (!follow) return listener;
  listener.receipts_changed = [&updates](const v1::ReceiptUpdate& update) { updates.push(update); };
  listener.trouble = [&updates](const client::Failure&) { updates.end(); };
  listener.state_changed = [&updates](const client::StateChange& change) {
    using enum client::ConnectionState;
    if (change.state == closed || change.state == needs_sign_in || change.state == superseded) updates.end();
  };
  return listener;
}

// Until Ctrl-C, or until nobody reads any more. What changed while offline is asked for by the next update.
Result<ExitCode> follow(Context& context, Session& session, Updates& updates, const FoundItem& item) {
  while (const auto update = updates.pop(std::nullopt)) {
    if (is_about(*update, item)) print_update(context, item, update->summary());
    if (!context.out) break;
  }
  if (session.interrupted() || !context.out) return ExitCode::done;
  return refused("不再收到更新。", "No more updates come.");
}

Result<ExitCode> show(Context& context, Session& session, Updates& updates, const ReceiptsOptions& options) {
  if (const auto caught_up = session.catch_up(); !caught_up) return caught_up.refusal();
  const auto item = find_item(session, context.options.school, options.name, Side::sent);
  if (!item) return item.refusal();
  const auto all = fetch_receipts(session, *item);
  if (!all) return all.refusal();
  print_all(context, *item, *all, options.follow);
  return options.follow ? follow(context, session, updates, *item) : Result<ExitCode>(ExitCode::done);
}

Result<ExitCode> receipts(Context& context, const ReceiptsOptions& options) {
  Updates updates;
  auto session = Session::open(context, listener_for(updates, options.follow));
  if (!session) return session.refusal();
  (*session)->on_interrupt([&updates] { updates.end(); });
  auto result = show(context, **session, updates, options);
  updates.end();
  return result;
}

}  // namespace

void add_receipts_command(CLI::App& app, Command& chosen) {
  const auto options = std::make_shared<ReceiptsOptions>();
  auto* command = app.add_subcommand("receipts", "回执 How far an item that you sent has come");
  command->add_option("message", options->name, "42, or 1/42 with the school's number")->required();
  command->add_flag("--follow", options->follow, "then print each change until Ctrl-C");
  choose_on(*command, chosen, options, receipts);
}

}  // namespace jiaxin::cli
