// After the day: what to paste into another terminal to go on by hand.
#include <array>

#include "day.hpp"

namespace jiaxin::demo {
namespace {

constexpr std::array<const char*, 3> newcomers{"t-07", "g-001", "g-012"};

v1::Codes fresh_codes(Person& admin) {
  v1::IssueCodes request;
  *request.mutable_member() = admin.member();
  for (const char* person : newcomers) request.add_person_ids(person);
  return admin.ask<v1::Codes>("makes sign-in codes", [&](auto done) { admin.client().issue_codes(request, done); });
}

void print_account(Transcript& transcript, Person& person, const std::vector<std::string>& commands) {
  const auto jiaxin = "jiaxin --profile " + person.who().profile + " ";
  transcript.plain("# " + person.name() + "，" + person.who().about);
  transcript.plain("echo " + std::string(demo_password) + " | " + jiaxin + "sign-in --password-stdin --name " +
                   person.client().login());
  for (const auto& command : commands) transcript.plain(jiaxin + command);
}

void print_newcomers(Transcript& transcript, const v1::Codes& codes) {
  transcript.plain("# 还没有登录过的人，各有一个一次性登录码  Newcomers, with single-use codes");
  for (const auto& code : codes.codes()) {
    std::string about = code.name();
    for (const auto& child : code.children()) about += "，" + child + "的监护人";
    transcript.plain("echo " + std::string(demo_password) + " | jiaxin --profile " + code.person_id() +
                     " sign-in --password-stdin --code " + code.code() + "  # " + about);
  }
}

}  // namespace

void go_on_by_hand(Day& day, const std::filesystem::path& programs, const std::filesystem::path& state_folder) {
  auto& cast = day.cast;
  auto& transcript = day.transcript;
  const auto codes = fresh_codes(cast.admin);
  const auto form = std::to_string(day.form);
  transcript.scene(0, "接着自己试", "Go on by hand: paste into another terminal");
  transcript.plain("export PATH='" + programs.string() + "':\"$PATH\" JIAXIN_SERVER=" + day.server.address() +
                   " XDG_STATE_HOME='" + state_folder.string() + "'");
  transcript.plain();
  print_account(transcript, cast.lin,
                {"send notice --class '三年级(1)班' --title 明天降温 --body '明天降温，请给孩子加一件外套。'",
                 "send notice --class '三年级(1)班' --title 数学作业 --body '今晚完成练习册第23页，明早交。'",
                 "receipts " + form + " --follow"});
  print_account(transcript, cast.luo,
                {"inbox --limit 5", "read " + form, "answer agree " + form + " --child 陈思远", "listen"});
  print_account(transcript, cast.huang, {"read " + form, "answer agree " + form});
  print_account(transcript, cast.admin, {"codes --person t-10"});
  print_newcomers(transcript, codes);
  transcript.plain();
  transcript.plain("服务器在 " + day.server.address() +
                   " 运行，Ctrl-C 结束并删除一切。  It runs until Ctrl-C, then removes everything.");
}

}  // namespace jiaxin::demo
