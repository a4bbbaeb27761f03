// Signs in and prints what arrives, until Ctrl-C or SIGTERM. The password comes on standard input.
//
//   listen SERVER STATE_FILE LOGIN [CODE]    with a code: the first time, choosing LOGIN and the password
#include <csignal>
#include <iostream>
#include <string>

#include "jiaxin/client/client.hpp"
#include "jiaxin/client/wait.hpp"

using namespace jiaxin;

int failed(const client::Failure& why) {
  std::cerr << why.text_zh << '\n' << why.text_en << '\n';
  return 1;
}

int main(int argc, char** argv) {
  if (argc != 4 && argc != 5) {
    std::cerr << "usage: listen SERVER STATE_FILE LOGIN [CODE]\n";
    return 2;
  }
  sigset_t signals;  // blocked before the SDK starts its thread, so that sigwait() below gets them
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  client::Options options;
  options.server_url = argv[1];
  options.state_file = argv[2];
  options.device_name = "listen";

  client::Client* phone = nullptr;  // set before anything can arrive
  client::Listener listener;
  listener.item_arrived = [&](const client::InboxEntry& entry) {
    std::cout << entry.item.sender().name() << ": " << entry.item.title() << '\n' << entry.item.body() << std::endl;
    const auto read = phone->mark_read(entry.member, entry.message_id);  // the sender sees this in his receipts
    if (!read) failed(read.failure());
  };
  listener.signed_out = [](const client::Failure& why) { failed(why); };

  auto opened = client::Client::open(options, listener);
  if (!opened) return failed(opened.failure());
  phone = opened->get();
  if (phone->sends_in_clear()) std::cerr << "warning: the password travels unencrypted\n";

  std::string password;
  std::getline(std::cin, password);
  const std::string login = argv[3];
  const auto signed_in = client::wait<v1::SignedIn>([&](auto done) {
    if (argc == 5) return phone->sign_in_with_code(argv[4], login, password, done);
    return phone->sign_in_with_password(login, password, done);
  });
  if (!signed_in) return failed(signed_in.failure());
  std::cout << "signed in as " << signed_in->login() << std::endl;

  int signal = 0;
  sigwait(&signals, &signal);
}
