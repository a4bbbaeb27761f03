#include <ostream>

#include "answer_text.hpp"
#include "clean_text.hpp"
#include "commands.hpp"
#include "item_json.hpp"
#include "receipts_query.hpp"
#include "words.hpp"
#include "zoned_time.hpp"

namespace jiaxin::cli {
namespace {

struct AnswerOptions {
  std::string name;
  std::string child;
  std::string option;  // of a slip
  std::string comment;
  v1::Choice choice = v1::CHOICE_SLIP;
  std::string client_id;
};

struct StatusOptions {
  std::string name;
  std::string child;
};

// An answer that is ready to be given: to what, for whom, and what was chosen.
struct Answer {
  client::InboxEntry entry;
  v1::Child child;
  v1::Choice choice = v1::CHOICE_UNSPECIFIED;
  std::uint32_t slip_option = 0;
};

Result<v1::AnswerStatus> fetch_status(Session& session, const v1::MemberRef& member, std::uint64_t message_id,
                                      std::uint32_t child_id) {
  v1::GetAnswerStatus request;
  *request.mutable_member() = member;
  request.set_message_id(message_id);
  request.set_child_id(child_id);
  return session.ask<v1::AnswerStatus>(
      [&](auto done) { session.client().get_answer_status(request, std::move(done)); });
}

Result<Nothing> check_asked(const v1::Item& item, v1::Choice choice) {
  const auto wanted = choice == v1::CHOICE_SLIP ? v1::ASK_SLIP : v1::ASK_CONSENT;
  if (item.ask() == wanted) return Nothing{};
  if (item.ask() == v1::ASK_SLIP)
    return usage("这封信附有回执，请用 jiaxin answer slip。", "This letter has a reply slip: use jiaxin answer slip.");
  if (item.ask() == v1::ASK_CONSENT)
    return usage("这是知情同意书，请用 jiaxin answer agree 或 decline。",
                 "This is a consent form: use jiaxin answer agree or decline.");
  return refused("这一条无需答复。", "This item asks for no answer.");
}

Result<Answer> prepare(Session& session, const Context& context, const AnswerOptions& options) {
  auto entry = find_entry(session, context.options.school, options.name, Side::received);
  if (!entry) return entry.refusal();
  if (const auto asked = check_asked(entry->item, options.choice); !asked) return asked.refusal();
  const auto child = choose_child(entry->children, options.child);
  if (!child) return child.refusal();
  Answer answer{*std::move(entry), *child, options.choice, 0};
  if (options.choice != v1::CHOICE_SLIP) return answer;
  const auto option = choose_option(answer.entry.item.slip(), options.option);
  if (!option) return option.refusal();
  answer.slip_option = *option;
  return answer;
}

Result<v1::AnswerHeader> header_of(const Answer& answer, const AnswerOptions& options) {
  v1::AnswerHeader header;
  *header.mutable_member() = answer.entry.member;
  header.set_message_id(answer.entry.message_id);
  header.set_child_id(answer.child.child_id());
  if (options.client_id.empty()) return header;
  const auto id = client::ClientId::from_hex(options.client_id);
  if (!id) return usage("--client-id 应为 32 个十六进制数字。", "--client-id takes 32 hexadecimal digits.");
  header.set_client_id(id->wire());
  return header;
}

client::Outcome<client::Queued> put(client::Client& client, const Answer& answer, v1::AnswerHeader header,
                                    const AnswerOptions& options) {
  if (answer.choice == v1::CHOICE_SLIP) {
    v1::AnswerSlip slip;
    *slip.mutable_header() = std::move(header);
    slip.set_option(answer.slip_option);
    slip.set_comment(options.comment);
    return client.answer_slip(std::move(slip));
  }
  v1::Decide decision;
  *decision.mutable_header() = std::move(header);
  decision.set_choice(answer.choice);
  return client.decide(std::move(decision));
}

void tell(Context& context, const Answer& answer, const v1::AnswerStatus& before, const client::Settled& settled) {
  const auto& item = answer.entry.item;
  const auto& answered = settled.answered;
  if (!context.options.json) {
    context.out << clean_line("已答复  " + answer.child.name() + "：" +
                              choice_text(&item, answer.choice, answer.slip_option) + "，" +
                              shown_time(answered.decided_at_ms(), item.time_zone()))
                << '\n';
    return;
  }
  json::object object{{"outcome", "answered"},
                      {"id", json_text(message_name(answer.entry))},
                      {"client_id", json_text(settled.client_id.hex())},
                      {"answer_id", answered.answer_id()},
                      {"child", json_of(answer.child)}};
  put_choice(object, answer.choice, answer.slip_option, &item);
  put_time(object, "opened_at", answered.opened_at_ms(), item.time_zone());
  put_time(object, "decided_at", answered.decided_at_ms(), item.time_zone());
  object["status_before"] = json_of(before, &item, item.time_zone());
  print_json(context.out, object);
}

// First shows who may sign and who has; then answers.
Result<ExitCode> answer(Context& context, const AnswerOptions& options) {
  auto session = Session::open_caught_up(context);
  if (!session) return session.refusal();
  const auto ready = prepare(**session, context, options);
  if (!ready) return ready.refusal();
  auto header = header_of(*ready, options);
  if (!header) return header.refusal();
  const auto before = fetch_status(**session, ready->entry.member, ready->entry.message_id, ready->child.child_id());
  if (!before) return before.refusal();
  const auto& item = ready->entry.item;
  if (!context.options.json) print_status(context.out, *before, ready->child.name(), &item, item.time_zone());
  const auto settled = (*session)->settle(put((*session)->client(), *ready, *std::move(header), options));
  if (!settled) return settled.refusal();
  tell(context, *ready, *before, *settled);
  return ExitCode::done;
}

// A guardian's item names the children; what oneself sent does not, there the receipts do.
Result<std::vector<v1::Child>> children_of(Session& session, const FoundItem& item) {
  if (item.entry && !item.entry->sent_by_me)
    return std::vector<v1::Child>(item.entry->children.begin(), item.entry->children.end());
  const auto receipts = fetch_receipts(session, item);
  if (!receipts) return receipts.refusal();
  std::vector<v1::Child> children;
  std::set<std::uint32_t> seen;
  for (const auto& row : receipts->rows) {
    if (!seen.insert(row.child_id()).second) continue;
    auto& child = children.emplace_back();
    child.set_child_id(row.child_id());
    child.set_name(row.child_name());
    child.set_class_title(row.class_title());
  }
  return children;
}

Result<ExitCode> status(Context& context, const StatusOptions& options) {
  auto session = Session::open_caught_up(context);
  if (!session) return session.refusal();
  const auto item = find_item(**session, context.options.school, options.name, Side::received);
  if (!item) return item.refusal();
  const auto children = children_of(**session, *item);
  if (!children) return children.refusal();
  const auto child = choose_child(*children, options.child);
  if (!child) return child.refusal();
  const auto known = fetch_status(**session, item->member, item->message_id, child->child_id());
  if (!known) return known.refusal();
  if (!context.options.json) {
    print_status(context.out, *known, child->name(), item->item(), item->time_zone);
    return ExitCode::done;
  }
  json::object object{{"id", json_text(message_name(item->member, item->message_id))},
                      {"child_id", child->child_id()},
                      {"child", json_text(child->name())}};
  for (auto& [name, value] : json_of(*known, item->item(), item->time_zone)) object[name] = value;
  print_json(context.out, object);
  return ExitCode::done;
}

CLI::App* add_one(CLI::App& parent, const std::string& name, const std::string& about, v1::Choice choice,
                  std::shared_ptr<AnswerOptions> options, Command& chosen) {
  auto* command = parent.add_subcommand(name, about);
  options->choice = choice;
  command->add_option("message", options->name, "42, or 1/42 with the school's number")->required();
  command->add_option("--child", options->child, "name or number, if it concerns several of your children");
  command->add_option("--client-id", options->client_id, "32 hexadecimal digits, to repeat an answer");
  choose_on(*command, chosen, options, answer);
  return command;
}

}  // namespace

void add_answer_commands(CLI::App& app, Command& chosen) {
  auto* group = app.add_subcommand("answer", "答复 Answer a form or a reply slip");
  group->require_subcommand(1);
  add_one(*group, "agree", "同意", v1::CHOICE_AGREE, std::make_shared<AnswerOptions>(), chosen);
  add_one(*group, "decline", "不同意", v1::CHOICE_DECLINE, std::make_shared<AnswerOptions>(), chosen);
  const auto slip_options = std::make_shared<AnswerOptions>();
  auto* slip = add_one(*group, "slip", "回执", v1::CHOICE_SLIP, slip_options, chosen);
  slip->add_option("--option", slip_options->option, "label, or number from 1; #1 is always a number")->required();
  slip->add_option("--comment", slip_options->comment, "only the sender sees it");
  const auto status_options = std::make_shared<StatusOptions>();
  auto* asking = group->add_subcommand("status", "who may answer for the child, and who has");
  asking->add_option("message", status_options->name, "42, or 1/42 with the school's number")->required();
  asking->add_option("--child", status_options->child, "name or number");
  choose_on(*asking, chosen, status_options, status);
}

}  // namespace jiaxin::cli
