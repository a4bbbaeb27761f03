#include <ostream>

#include "commands.hpp"
#include "item_json.hpp"
#include "item_lookup.hpp"
#include "item_text.hpp"

namespace jiaxin::cli {
namespace {

struct InboxOptions {
  bool unread = false;
  bool offline = false;
  std::size_t limit = 50;
};

struct ReadOptions {
  std::string name;
  bool offline = false;
};

Result<std::unique_ptr<Session>> open_inbox(Context& context, bool offline) {
  if (!offline) return Session::open_caught_up(context);
  auto session = Session::open(context);
  if (session && (*session)->client().login().empty())
    if (const auto token = (*session)->need_token(); !token) return token.refusal();
  return session;
}

Result<client::InboxQuery> query_of(const Session& session, const Context& context, const InboxOptions& options) {
  client::InboxQuery query;
  query.unread_only = options.unread;
  query.limit = options.limit;
  if (context.options.school.empty()) return query;
  const auto any = [](const v1::Membership&) { return true; };
  const auto chosen = choose_membership(session.memberships(), context.options.school, any, {"查看", "look"});
  if (!chosen) return chosen.refusal();
  query.member = chosen->ref();
  return query;
}

void print_list(Context& context, const std::vector<client::InboxEntry>& entries) {
  if (context.options.json) {
    json::array items;
    for (const auto& entry : entries) items.push_back(json_of(entry));
    print_json(context.out, json::object{{"items", std::move(items)}});
    return;
  }
  if (entries.empty()) context.out << "没有内容。\n";
  for (const auto& entry : entries) print_item_summary(context.out, entry);
}

Result<ExitCode> inbox(Context& context, const InboxOptions& options) {
  auto session = open_inbox(context, options.offline);
  if (!session) return session.refusal();
  const auto query = query_of(**session, context, options);
  if (!query) return query.refusal();
  const auto entries = (*session)->result_of((*session)->client().inbox(*query));
  if (!entries) return entries.refusal();
  print_list(context, *entries);
  return ExitCode::done;
}

// The item is shown before it is marked: what was not shown is not read. Offline the mark waits in the outbox.
Result<ExitCode> read(Context& context, const ReadOptions& options) {
  auto session = open_inbox(context, options.offline);
  if (!session) return session.refusal();
  const auto entry = find_entry(**session, context.options.school, options.name, Side::received);
  if (!entry) return entry.refusal();
  if (context.options.json) print_json(context.out, json_of(*entry));
  else print_item(context.out, *entry);
  if (entry->sent_by_me) return ExitCode::done;
  const auto queued = (*session)->client().mark_read(entry->member, entry->message_id);
  if (!queued.ok()) return (*session)->refusal_for(queued.failure());
  if (options.offline) return ExitCode::done;
  const auto marked = (*session)->settle(queued);
  if (!marked) return marked.refusal();
  return ExitCode::done;
}

}  // namespace

void add_inbox_commands(CLI::App& app, Command& chosen) {
  const auto options = std::make_shared<InboxOptions>();
  auto* listing = app.add_subcommand("inbox", "收件箱 What has come, newest first");
  listing->add_flag("--unread", options->unread, "only what has not been read");
  listing->add_flag("--offline", options->offline, "what is kept here, without connecting");
  listing->add_option("--limit", options->limit)->check(CLI::Range(1u, 1000u))->capture_default_str();
  choose_on(*listing, chosen, options, inbox);
  const auto read_options = std::make_shared<ReadOptions>();
  auto* reading = app.add_subcommand("read", "阅读 Print a whole item and mark it read");
  reading->add_option("message", read_options->name, "42, or 1/42 with the school's number")->required();
  reading->add_flag("--offline", read_options->offline, "as kept here; the mark is sent with the next connection");
  choose_on(*reading, chosen, read_options, read);
}

}  // namespace jiaxin::cli
