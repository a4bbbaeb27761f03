// An app that may be killed at any moment: signs in with what the state file holds, says "online", and on SIGUSR1
// sends one notice. It never ends by itself.
//   usage: integration-sender SERVER STATE_FILE SCHOOL_ID MEMBER_ID CLASS_ID TITLE
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <string>

#include "jiaxin/client/client.hpp"

namespace {

jiaxin::v1::SendNotice notice_of(char** arguments) {
  jiaxin::v1::SendNotice notice;
  auto& header = *notice.mutable_header();
  header.mutable_from()->set_school_id(static_cast<std::uint32_t>(std::stoul(arguments[3])));
  header.mutable_from()->set_member_id(static_cast<std::uint32_t>(std::stoul(arguments[4])));
  header.mutable_to()->add_class_ids(static_cast<std::uint32_t>(std::stoul(arguments[5])));
  notice.set_title(arguments[6]);
  notice.set_body("因暴雨预警，今天下午放学改在体育馆门口接，请不要提前到校门口等候。");
  return notice;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 7) return 2;
  sigset_t go;
  sigemptyset(&go);
  sigaddset(&go, SIGUSR1);
  pthread_sigmask(SIG_BLOCK, &go, nullptr);  // in every thread

  jiaxin::client::Options options;
  options.server_url = arguments[1];
  options.state_file = arguments[2];
  auto opened = jiaxin::client::Client::open(options);
  if (!opened) return 1;
  const auto client = std::move(opened).value();
  client->start();
  if (!client->wait_online(std::chrono::seconds(30))) return 1;
  std::puts("online");
  std::fflush(stdout);

  int signal = 0;
  sigwait(&go, &signal);
  if (!client->send_notice(notice_of(arguments))) return 1;
  while (true) pause();
}
