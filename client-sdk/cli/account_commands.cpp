#include <ostream>

#include "clean_text.hpp"
#include "commands.hpp"
#include "item_json.hpp"
#include "item_text.hpp"
#include "password.hpp"
#include "session.hpp"

namespace jiaxin::cli {
namespace {

struct SignInOptions {
  std::string name;
  std::string code;
  bool password_stdin = false;
};

struct JoinOptions {
  std::string code;
};

struct WhoamiOptions {
  bool offline = false;
};

struct NoOptions {};

void print_memberships(Context& context, const std::string& login, const Memberships& memberships) {
  if (context.options.json) {
    json::array listed;
    for (const auto& membership : memberships) listed.push_back(json_of(membership));
    print_json(context.out, json::object{{"login", json_text(login)}, {"memberships", std::move(listed)}});
    return;
  }
  context.out << "登录名    " << clean_line(login) << '\n';
  for (const auto& membership : memberships) {
    context.out << '\n';
    print_membership(context.out, membership);
  }
}

struct Secrets {
  std::string code;
  std::string password;
};

Result<Secrets> ask_for_secrets(Context& context, const SignInOptions& options) {
  if (options.name.empty() && options.code.empty())
    return usage("请用 --name 登录名，或 --code 登录码。", "Give --name LOGIN, or --code CODE.");
  auto code = get_code(context, options.code);
  if (!code) return code.refusal();
  auto password = get_password(context, options.password_stdin, options.code.empty() ? Ask::once : Ask::twice);
  if (!password) return password.refusal();
  return Secrets{*code, *password};
}

Result<ExitCode> sign_in(Context& context, const SignInOptions& options) {
  const auto secrets = ask_for_secrets(context, options);
  if (!secrets) return secrets.refusal();
  auto session = Session::open(context);
  if (!session) return session.refusal();
  auto& client = (*session)->client();
  const auto signed_in = (*session)->ask<v1::SignedIn>([&](auto done) {
    if (options.code.empty()) client.sign_in_with_password(options.name, secrets->password, done);
    else client.sign_in_with_code(secrets->code, options.name, secrets->password, done);
  });
  if (!signed_in) return signed_in.refusal();
  print_memberships(context, signed_in->login(), {signed_in->memberships().begin(), signed_in->memberships().end()});
  return ExitCode::done;
}

// What is kept here is erased in any case; the server is told if it can be reached.
Result<ExitCode> sign_out(Context& context, const NoOptions&) {
  auto session = Session::open(context);
  if (!session) return session.refusal();
  const bool had_token = (*session)->client().has_token();
  const auto online = (*session)->go_online();
  const auto done = (*session)->ask<client::Done>([&](auto told) { (*session)->client().sign_out(told); });
  if (!done) return done.refusal();
  if (context.options.json) print_json(context.out, json::object{{"signed_out", true}, {"server_told", bool(online)}});
  else context.out << "已退出登录，本机保存的内容已清除。\n";
  if (had_token && !online)
    note(context.err, "没有连接上服务器，服务器上的登录仍然有效。",
         "The server could not be reached; its record of this sign-in remains.");
  return ExitCode::done;
}

Result<ExitCode> join(Context& context, const JoinOptions& options) {
  const auto code = get_code(context, options.code);
  if (!code) return code.refusal();
  auto session = Session::open_online(context);
  if (!session) return session.refusal();
  const auto joined =
      (*session)->ask<v1::Membership>([&](auto done) { (*session)->client().join_membership(*code, done); });
  if (!joined) return joined.refusal();
  if (context.options.json) print_json(context.out, json_of(*joined));
  else print_membership(context.out, *joined);
  return ExitCode::done;
}

Result<ExitCode> whoami(Context& context, const WhoamiOptions& options) {
  auto session = options.offline ? Session::open(context) : Session::open_online(context);
  if (!session) return session.refusal();
  if (const auto token = (*session)->need_token(); !token) return token.refusal();
  print_memberships(context, (*session)->client().login(), (*session)->memberships());
  return ExitCode::done;
}

void add_sign_in(CLI::App& app, Command& chosen) {
  const auto options = std::make_shared<SignInOptions>();
  auto* command = app.add_subcommand("sign-in", "登录 Sign in, with a password or with a code from the school");
  command->add_option("--name", options->name, "sign-in name");
  command->add_option("--code", options->code, "single-use code; sets a new password. - reads it from standard input");
  command->add_flag("--password-stdin", options->password_stdin, "read the password from standard input");
  choose_on(*command, chosen, options, sign_in);
}

}  // namespace

void add_account_commands(CLI::App& app, Command& chosen) {
  add_sign_in(app, chosen);
  choose_on(*app.add_subcommand("sign-out", "退出 Sign out, and erase what is kept here"), chosen,
            std::make_shared<NoOptions>(), sign_out);
  const auto join_options = std::make_shared<JoinOptions>();
  auto* joining = app.add_subcommand("join", "加入另一所学校 Add a membership at another school");
  joining->add_option("--code", join_options->code, "single-use code. - reads it from standard input")->required();
  choose_on(*joining, chosen, join_options, join);
  const auto whoami_options = std::make_shared<WhoamiOptions>();
  auto* asking = app.add_subcommand("whoami", "我是谁 Memberships, children, and what one may send to");
  asking->add_flag("--offline", whoami_options->offline, "as known here, without connecting");
  choose_on(*asking, chosen, whoami_options, whoami);
}

}  // namespace jiaxin::cli
