#include <fstream>
#include <istream>
#include <ostream>

#include "commands.hpp"
#include "send_requests.hpp"
#include "send_result.hpp"
#include "session.hpp"

namespace jiaxin::cli {
namespace {

// More than any item may have: the SDK says what is over the limit, this only keeps a wrong file out of memory.
constexpr std::size_t max_body_bytes = 1 << 20;

Result<std::string> read_all(std::istream& in) {
  std::string bytes(max_body_bytes + 1, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  if (in.bad()) return usage("正文文件读不出来。", "The body file cannot be read.");
  if (bytes.size() > max_body_bytes) return usage("正文文件太大。", "The body file is too large.");
  return as_body(std::move(bytes));
}

Result<std::string> body_of(Context& context, const SendOptions& options) {
  if (options.body_file.empty()) return options.body;
  if (options.body_file == "-") return read_all(context.in);
  std::ifstream file(options.body_file, std::ios::binary);
  if (!file)
    return usage("打不开正文文件“" + options.body_file + "”。", "The body file “" + options.body_file + "” cannot be opened.");
  return read_all(file);
}

ExitCode tell(Context& context, const client::Settled& settled, std::string_view zone) {
  const ExitCode code = exit_code_of(settled);
  if (context.options.json) print_json(context.out, send_result_json(settled, zone));
  else (code == ExitCode::done ? context.out : context.err) << send_result_text(settled, zone);
  return code;
}

// make(options, membership, body) gives the request, put(client, request) puts it into the outbox.
template <class Options, class Make, class Put>
Result<ExitCode> send(Context& context, const Options& options, Make make, Put put) {
  const auto body = body_of(context, options);
  if (!body) return body.refusal();
  auto session = Session::open_online(context);
  if (!session) return session.refusal();
  const auto from = choose_membership((*session)->memberships(), context.options.school, may_send, {"发送", "send"});
  if (!from) return from.refusal();
  auto request = make(options, *from, *body);
  if (!request) return request.refusal();
  const auto settled = (*session)->settle(put((*session)->client(), *std::move(request)));
  if (!settled) return settled.refusal();
  return tell(context, *settled, from->time_zone());
}

Result<ExitCode> send_notice(Context& context, const SendOptions& options) {
  return send(context, options, make_notice,
              [](client::Client& client, v1::SendNotice notice) { return client.send_notice(std::move(notice)); });
}

Result<ExitCode> send_letter(Context& context, const LetterOptions& options) {
  return send(context, options, make_letter,
              [](client::Client& client, v1::SendLetter letter) { return client.send_letter(std::move(letter)); });
}

Result<ExitCode> send_form(Context& context, const FormOptions& options) {
  return send(context, options, make_form,
              [](client::Client& client, v1::SendForm form) { return client.send_form(std::move(form)); });
}

void add_common_options(CLI::App& command, SendOptions& options) {
  command.add_option("--class", options.classes, "class title or number; may be repeated")->allow_extra_args(false);
  command.add_option("--grade", options.grades, "grade as the roster has it; may be repeated")->allow_extra_args(false);
  command.add_flag("--whole-school", options.whole_school, "everybody");
  command.add_option("--title", options.title)->required();
  auto* body = command.add_option("--body", options.body);
  auto* file = command.add_option("--body-file", options.body_file, "- is standard input");
  body->excludes(file);
  command.add_option("--client-id", options.client_id, "32 hexadecimal digits, to repeat a send");
}

void add_letter(CLI::App& send, Command& chosen) {
  const auto options = std::make_shared<LetterOptions>();
  auto* command = send.add_subcommand("letter", "致家长的一封信");
  add_common_options(*command, *options);
  command->add_option("--option", options->options, "a choice of the reply slip; may be repeated")
      ->allow_extra_args(false);
  command->add_option("--decline-option", options->decline_option, "the choice of those who will not take part");
  command->add_flag("--comment", options->comment, "families may add a comment");
  command->add_option("--deadline", options->deadline, "\"2026-12-01 18:00\" at the school, or RFC 3339");
  choose_on(*command, chosen, options, send_letter);
}

void add_form(CLI::App& send, Command& chosen) {
  const auto options = std::make_shared<FormOptions>();
  auto* command = send.add_subcommand("form", "知情同意书");
  add_common_options(*command, *options);
  command->add_option("--purpose", options->purpose, "what the consent is for")->required();
  command->add_option("--agree-label", options->agree_label, "instead of 同意");
  command->add_option("--decline-label", options->decline_label, "instead of 不同意");
  command->add_option("--deadline", options->deadline, "\"2026-12-01 18:00\" at the school, or RFC 3339")->required();
  choose_on(*command, chosen, options, send_form);
}

}  // namespace

void add_send_commands(CLI::App& app, Command& chosen) {
  auto* send = app.add_subcommand("send", "发送 Send to families");
  send->require_subcommand(1);
  const auto options = std::make_shared<SendOptions>();
  auto* notice = send->add_subcommand("notice", "通知");
  add_common_options(*notice, *options);
  choose_on(*notice, chosen, options, send_notice);
  add_letter(*send, chosen);
  add_form(*send, chosen);
}

}  // namespace jiaxin::cli
