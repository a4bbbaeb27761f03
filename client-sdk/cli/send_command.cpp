#include <fstream>
#include <istream>
#include <ostream>

#include "commands.hpp"
#include "send_options.hpp"
#include "send_result.hpp"
#include "session.hpp"
#include "urgent_text.hpp"

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
  if (options.body_file.empty() && options.body.empty())
    return usage("没有正文，请用 --body 或 --body-file。", "There is no text: give --body or --body-file.");
  if (options.body_file.empty()) return options.body;
  if (options.body_file == "-") return read_all(context.in);
  std::ifstream file(options.body_file, std::ios::binary);
  if (!file)
    return usage("打不开正文文件“" + options.body_file + "”。",
                 "The body file “" + options.body_file + "” cannot be opened.");
  return read_all(file);
}

ExitCode tell(Context& context, const client::Settled& settled, std::string_view zone) {
  const ExitCode code = exit_code_of(settled);
  if (context.options.json) print_json(context.out, send_result_json(settled, zone));
  else (code == ExitCode::done ? context.out : context.err) << send_result_text(settled, zone);
  return code;
}

// make(membership) gives the request, put(client, request) puts it into the outbox.
template <class Make, class Put>
Result<ExitCode> send_made(Context& context, Make make, Put put) {
  auto session = Session::open_online(context);
  if (!session) return session.refusal();
  const auto from = choose_membership((*session)->memberships(), context.options.school, may_send, {"发送", "send"});
  if (!from) return from.refusal();
  auto request = make(*from);
  if (!request) return request.refusal();
  const auto settled = (*session)->settle(put((*session)->client(), *std::move(request)));
  if (!settled) return settled.refusal();
  return tell(context, *settled, from->time_zone());
}

// make(options, membership, body) gives the request.
template <class Options, class Make, class Put>
Result<ExitCode> send(Context& context, const Options& options, Make make, Put put) {
  const auto body = body_of(context, options);
  if (!body) return body.refusal();
  return send_made(
      context, [&](const v1::Membership& from) { return make(options, from, *body); }, put);
}

Result<ExitCode> list_templates(Context& context) {
  auto session = Session::open_online(context);
  if (!session) return session.refusal();
  const auto told = (*session)->ask<v1::UrgentTemplates>(
      [&](auto done) { (*session)->client().get_urgent_templates(std::move(done)); });
  if (!told) return told.refusal();
  if (context.options.json) print_json(context.out, urgent_json(*told));
  else context.out << urgent_text(*told);
  return ExitCode::done;
}

Result<ExitCode> send_urgent(Context& context, const UrgentOptions& options) {
  if (options.list) return list_templates(context);
  if (options.template_id.empty())
    return usage("请用 --template 选择模板（见 --list）。", "Choose a template with --template, see --list.");
  return send_made(
      context, [&](const v1::Membership& from) { return make_urgent(options, from); },
      [](client::Client& client, v1::SendUrgent urgent) { return client.send_urgent(std::move(urgent)); });
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

template <class Options>
void add_one(CLI::App& send, Command& chosen, const char* name, const char* about,
             void (*add_options)(CLI::App&, Options&), Result<ExitCode> (*run)(Context&, const Options&)) {
  const auto options = std::make_shared<Options>();
  auto* command = send.add_subcommand(name, about);
  add_options(*command, *options);
  choose_on(*command, chosen, options, run);
}

}  // namespace

void add_send_commands(CLI::App& app, Command& chosen) {
  auto* send = app.add_subcommand("send", "发送 Send to families");
  send->require_subcommand(1);
  add_one(*send, chosen, "notice", "通知", add_notice_options, send_notice);
  add_one(*send, chosen, "urgent", "紧急通知", add_urgent_options, send_urgent);
  add_one(*send, chosen, "letter", "致家长的一封信", add_letter_options, send_letter);
  add_one(*send, chosen, "form", "知情同意书", add_form_options, send_form);
}

}  // namespace jiaxin::cli
