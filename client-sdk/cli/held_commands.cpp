#include <ostream>

#include "clean_text.hpp"
#include "commands.hpp"
#include "failure.hpp"
#include "review_query.hpp"
#include "review_text.hpp"
#include "words.hpp"

namespace jiaxin::cli {
namespace {

struct ListOptions {
  bool decided = false;
  bool mine = false;
};
struct ShowOptions {
  std::string name;
};
struct DecideOptions {
  std::string name;
  std::string reason;
  v1::Ruling ruling = v1::RULING_REFUSE;
};
struct AppealOptions {
  std::string name;
  std::string comment;
};

Result<ExitCode> list(Context& context, const ListOptions& options) {
  auto session = Session::open_online(context);
  if (!session) return session.refusal();
  const auto member = staff_membership(**session, context.options.school);
  if (!member) return member.refusal();
  const auto which = options.mine      ? v1::REVIEW_LIST_MINE
                     : options.decided ? v1::REVIEW_LIST_DECIDED
                                       : v1::REVIEW_LIST_WAITING;
  const auto reviews = fetch_reviews(**session, member->ref(), which);
  if (!reviews) return reviews.refusal();
  if (!context.options.json) {
    print_reviews(context.out, member->ref(), *reviews, member->time_zone());
    return ExitCode::done;
  }
  json::array listed;
  for (const auto& entry : *reviews) listed.push_back(json_of(member->ref(), entry, member->time_zone()));
  print_json(context.out, json::object{{"reviews", std::move(listed)}});
  return ExitCode::done;
}

Result<ExitCode> show(Context& context, const ShowOptions& options) {
  auto session = Session::open_online(context);
  if (!session) return session.refusal();
  const auto place = find_review(**session, context.options.school, options.name);
  if (!place) return place.refusal();
  const auto review = fetch_review(**session, place->member.ref(), place->message_id);
  if (!review) return review.refusal();
  const auto& zone = place->member.time_zone();
  if (context.options.json) print_json(context.out, json_of(place->member.ref(), *review, zone));
  else print_review(context.out, place->member.ref(), *review, zone);
  return ExitCode::done;
}

Refusal decided_before(const v1::ReviewDecided& decided, std::string_view zone) {
  const auto line = decision_line(decided.decision(), zone);
  return refused("此前已有裁定，没有改动：" + line, "It was decided before, nothing was changed: " + line);
}

Result<ExitCode> decide(Context& context, const DecideOptions& options) {
  auto session = Session::open_online(context);
  if (!session) return session.refusal();
  const auto place = find_review(**session, context.options.school, options.name);
  if (!place) return place.refusal();
  v1::DecideReview request;
  *request.mutable_member() = place->member.ref();
  request.set_message_id(place->message_id);
  request.set_ruling(options.ruling);
  request.set_reason(options.reason);
  const auto decided = (*session)->ask<v1::ReviewDecided>(
      [&](auto done) { (*session)->client().decide_review(request, std::move(done)); });
  if (!decided) return decided.refusal();
  const auto& zone = place->member.time_zone();
  if (!decided->counts()) return decided_before(*decided, zone);
  if (context.options.json) {
    auto object = json_of(decided->decision(), zone);
    object["id"] = json_text(message_name(place->member.ref(), place->message_id));
    print_json(context.out, object);
    return ExitCode::done;
  }
  context.out << message_name(place->member.ref(), place->message_id) << "  "
              << decision_line(decided->decision(), zone) << "\n";
  if (options.ruling == v1::RULING_RELEASE)
    context.out << "  已发给 " << decided->decision().guardians() << " 位监护人 / sent to "
                << decided->decision().guardians() << " guardians\n";
  return ExitCode::done;
}

Result<ExitCode> appeal(Context& context, const AppealOptions& options) {
  auto session = Session::open_online(context);
  if (!session) return session.refusal();
  const auto place = find_review(**session, context.options.school, options.name);
  if (!place) return place.refusal();
  v1::AskDecision request;
  *request.mutable_member() = place->member.ref();
  request.set_message_id(place->message_id);
  request.set_comment(options.comment);
  const auto asked = (*session)->ask<v1::DecisionAsked>(
      [&](auto done) { (*session)->client().ask_decision(request, std::move(done)); });
  if (!asked) return asked.refusal();
  std::string names;
  for (const auto& decider : asked->deciders()) names += (names.empty() ? "" : "、") + decider.name();
  if (context.options.json) {
    json::object object{{"id", json_text(message_name(place->member.ref(), place->message_id))}};
    put_time(object, "asked_at", asked->asked_at_ms(), place->member.time_zone());
    json::array deciders;
    for (const auto& decider : asked->deciders()) deciders.push_back(json_text(decider.name()));
    object["deciders"] = std::move(deciders);
    print_json(context.out, object);
  } else if (names.empty()) {
    note(context.out, "已申请，但学校现在没有可以裁定的人，请修改后重新发送。",
         "Asked, but nobody at the school may decide about it now. Change it and send it again.");
  } else {
    note(context.out, "已请 " + names + " 裁定，结果会立即告诉您。",
         "Asked " + names + " to decide. You will be told at once.");
  }
  return ExitCode::done;
}

void add_decide(CLI::App& held, Command& chosen, const char* name, const char* about, v1::Ruling ruling) {
  const auto options = std::make_shared<DecideOptions>();
  options->ruling = ruling;
  auto* command = held.add_subcommand(name, about);
  command->add_option("message", options->name, "42, or 1/42 with the school's number")->required();
  command->add_option("--reason", options->reason, "the sender reads it")->required();
  choose_on(*command, chosen, options, decide);
}

}  // namespace

void add_held_commands(CLI::App& app, Command& chosen) {
  auto* held = app.add_subcommand("held", "待审核 What was held or blocked, and decisions about it");
  held->require_subcommand(1);
  const auto listing = std::make_shared<ListOptions>();
  auto* list_command = held->add_subcommand("list", "what waits for your decision");
  auto* decided = list_command->add_flag("--decided", listing->decided, "what was decided");
  decided->excludes(list_command->add_flag("--mine", listing->mine, "what you sent, decided or not"));
  choose_on(*list_command, chosen, listing, list);
  const auto showing = std::make_shared<ShowOptions>();
  auto* show_command =
      held->add_subcommand("show", "all of one item, what was judged with it, and what was found in it");
  show_command->add_option("message", showing->name, "42, or 1/42 with the school's number")->required();
  choose_on(*show_command, chosen, showing, show);
  add_decide(*held, chosen, "release", "放行 It is sent as it stands", v1::RULING_RELEASE);
  add_decide(*held, chosen, "refuse", "不予放行 It is not sent", v1::RULING_REFUSE);

  const auto asking = std::make_shared<AppealOptions>();
  auto* command = app.add_subcommand("appeal", "申请裁定 Ask the principal to decide about what was blocked");
  command->add_option("message", asking->name, "42, or 1/42 with the school's number")->required();
  command->add_option("--comment", asking->comment, "for the principal");
  choose_on(*command, chosen, asking, appeal);
}

}  // namespace jiaxin::cli
