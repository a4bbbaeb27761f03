#include <ostream>
#include <variant>

#include "clean_text.hpp"
#include "commands.hpp"
#include "item_choice.hpp"
#include "item_json.hpp"
#include "item_text.hpp"
#include "live_queue.hpp"
#include "receipts_text.hpp"
#include "review_text.hpp"
#include "session.hpp"

namespace jiaxin::cli {
namespace {

struct ListenOptions {
  std::uint64_t count = 0;   // 0: no end
  unsigned for_seconds = 0;  // 0: no end
};

using Event = std::variant<client::InboxEntry, client::AnswerArrived, client::ReviewNews, v1::ReceiptUpdate,
                           client::StateChange, client::Failure>;

// Prints one event. Items that answers and receipts speak of are looked up in the inbox kept here.
class Printer {
 public:
  Printer(Context& context, Session& session) : context_(context), session_(session) {}

  void operator()(const client::InboxEntry& entry) {
    if (context_.options.json) return line("item", json_of(entry));
    print_item(context_.out, entry);
    context_.out << "\n----\n\n";
  }

  void operator()(const client::AnswerArrived& arrived) {
    const auto entry = known(arrived.member, arrived.message_id);
    const auto* item = entry ? &*entry : nullptr;
    const auto zone = zone_of(arrived.member);
    if (!context_.options.json) {
      about("答复", arrived.member, arrived.message_id, item);
      context_.out << answer_line(arrived.answer, item, zone) << "\n\n";
      return;
    }
    json::object object{{"id", json_text(message_name(arrived.member, arrived.message_id))}};
    object["answer"] = json_of(arrived.answer, item, zone);
    line("answer", std::move(object));
  }

  void operator()(const client::ReviewNews& news) {
    const auto zone = zone_of(news.member);
    if (context_.options.json) return line("review", json_of(news, zone));
    context_.out << "审核  " << message_name(news.member, news.message_id) << "\n" << news_line(news, zone) << "\n\n";
  }

  void operator()(const v1::ReceiptUpdate& update) {
    const auto id = update.summary().message_id();
    const auto entry = known(update.member(), id);
    const auto* item = entry ? &entry->item : nullptr;
    if (!context_.options.json) {
      about("回执", update.member(), id, entry ? &*entry : nullptr);
      print_summary(context_.out, update.summary(), item);
      context_.out << '\n';
      return;
    }
    line("receipts",
         {{"id", json_text(message_name(update.member(), id))}, {"summary", json_of(update.summary(), item)}});
  }

  void operator()(const client::Failure&) {}  // ends the listening, see end_of_listening

  void operator()(const client::StateChange& change) {
    if (change.state == client::ConnectionState::online) note(context_.err, "已恢复连接。", "Connected again.");
    if (change.state == client::ConnectionState::waiting)
      note(context_.err, "连接中断，正在重连。", "The connection is lost; connecting again.");
  }

 private:
  void line(std::string_view event, json::object object) {
    json::object whole{{"event", json_text(event)}};
    for (auto& [name, value] : object) whole[name] = std::move(value);
    print_json(context_.out, whole);
  }
  void about(std::string_view what, const v1::MemberRef& member, std::uint64_t id, const client::InboxEntry* entry) {
    context_.out << what << "  " << message_name(member, id);
    if (entry) context_.out << "  " << clean_line(entry->item.title());
    context_.out << '\n';
  }
  std::optional<client::InboxEntry> known(const v1::MemberRef& member, std::uint64_t id) {
    auto entry = session_.client().inbox_entry(member, id);
    return entry.ok() ? entry.value() : std::nullopt;
  }
  std::string zone_of(const v1::MemberRef& member) {
    const auto memberships = session_.memberships();
    const auto* membership = find_membership(memberships, member);
    return membership ? membership->time_zone() : "";
  }

  Context& context_;
  Session& session_;
};

// Why listening has to end with this event.
std::optional<Refusal> end_of_listening(const Event& event) {
  if (const auto* trouble = std::get_if<client::Failure>(&event)) return refusal_of(*trouble);
  const auto* change = std::get_if<client::StateChange>(&event);
  const bool final = change && (change->state == client::ConnectionState::needs_sign_in ||
                                change->state == client::ConnectionState::superseded);
  return final ? std::optional(refusal_of_state(*change)) : std::nullopt;
}

client::Listener listener_for(LiveQueue<Event>& queue) {
  client::Listener listener;
  listener.item_arrived = [&queue](const client::InboxEntry& entry) { queue.push(entry); };
  listener.answer_recorded = [&queue](const client::AnswerArrived& arrived) { queue.push(arrived); };
  listener.review_changed = [&queue](const client::ReviewNews& news) { queue.push(news); };
  listener.receipts_changed = [&queue](const v1::ReceiptUpdate& update) { queue.push(update); };
  listener.trouble = [&queue](const client::Failure& failure) { queue.push(failure); };
  listener.state_changed = [&queue](const client::StateChange& change) {
    if (change.state == client::ConnectionState::closed) queue.end();
    else queue.push(change);
  };
  return listener;
}

// Before the first time online, states are Session's to judge.
Result<ExitCode> print_events(Context& context, Session& session, LiveQueue<Event>& queue,
                              const ListenOptions& options) {
  Printer print(context, session);
  std::optional<std::chrono::steady_clock::time_point> until;
  if (options.for_seconds > 0) until = std::chrono::steady_clock::now() + std::chrono::seconds(options.for_seconds);
  std::uint64_t printed = 0;
  bool started = false;
  while (const auto event = queue.pop(until)) {
    const auto* change = std::get_if<client::StateChange>(&*event);
    if (const auto refusal = end_of_listening(*event)) return *refusal;
    if (!change || started) std::visit(print, *event);
    if (change) started = started || change->state == client::ConnectionState::online;
    else if (++printed == options.count) break;
    context.out.flush();
    if (!context.out) break;  // nobody reads any more
  }
  return ExitCode::done;
}

Result<ExitCode> listen(Context& context, const ListenOptions& options) {
  LiveQueue<Event> queue;
  auto session = Session::open(context, listener_for(queue));
  if (!session) return session.refusal();
  (*session)->on_interrupt([&queue] { queue.end(); });
  if (const auto online = (*session)->go_online(); !online) {
    queue.end();
    return online.refusal();
  }
  note(context.err, "已连接，按 Ctrl-C 结束。", "Connected. Ctrl-C ends.");
  auto result = print_events(context, **session, queue, options);
  queue.end();
  (*session)->close();
  return result;
}

}  // namespace

void add_listen_command(CLI::App& app, Command& chosen) {
  const auto options = std::make_shared<ListenOptions>();
  auto* command = app.add_subcommand("listen", "等候 Print items, answers and receipts as they come");
  command->add_option("--count", options->count, "end after so many")->check(CLI::PositiveNumber);
  command->add_option("--for", options->for_seconds, "end after so many seconds")->check(CLI::Range(1u, 31'536'000u));
  choose_on(*command, chosen, options, listen);
}

}  // namespace jiaxin::cli
