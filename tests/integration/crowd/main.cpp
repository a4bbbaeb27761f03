// Many devices in one process, so that they can all be gone at once: they sign in, follow their logs, read and
// acknowledge what is there; strangers only shake hands. Says "ready", and stays until it is killed. What the kernel
// then does to the sockets is FIN, or RST if asked for.
//   usage: integration-crowd PORT TOKENS EVENTS STRANGERS fin|reset
//     TOKENS   a file of sessions' tokens, one after the other
//     EVENTS   how many there are in each log
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "stage/wire_client.hpp"

namespace jiaxin::stage {
namespace {

constexpr std::size_t at_once = 100;

struct Crowd {
  std::uint16_t port;
  std::vector<std::string> tokens;
  std::uint64_t events;
  std::size_t strangers;
  bool reset;
  std::vector<WireClient> clients = {};
};

void allow_many_sockets() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

std::vector<std::string> tokens_in(const std::string& file) {
  constexpr std::size_t token_bytes = 32;
  std::ifstream in(file, std::ios::binary);
  const std::string all(std::istreambuf_iterator<char>(in), {});
  std::vector<std::string> tokens;
  for (std::size_t at = 0; at < all.size(); at += token_bytes) tokens.push_back(all.substr(at, token_bytes));
  return tokens;
}

// One address of loopback has too few ports for several crowds that come one after the other.
std::string loopback_of(std::size_t client) {
  constexpr std::size_t clients_of_an_address = 2000;
  return "127.0.2." + std::to_string(1 + client / clients_of_an_address);
}

void come(Crowd& crowd, std::size_t last) {
  std::vector<RawSocket> sockets;
  for (auto i = crowd.clients.size(); i < last; ++i) {
    sockets.emplace_back(crowd.port, loopback_of(i)).ask_upgrade();
    if (crowd.reset) sockets.back().reset_at_close();
  }
  for (auto& socket : sockets) {
    socket.await_upgrade();
    crowd.clients.emplace_back(std::move(socket));
  }
}

v1::ClientFrame sign_in(const std::string& token) {
  v1::ClientFrame frame;
  frame.mutable_sign_in()->mutable_token()->set_token(token);
  return frame;
}

v1::ClientFrame resume_of(const v1::MemberRef& member) {
  v1::ClientFrame frame;
  *frame.mutable_resume()->mutable_member() = member;
  return frame;
}

v1::ClientFrame ack_of(const v1::Resumed& resumed, std::uint64_t seq) {
  v1::ClientFrame frame;
  *frame.mutable_ack()->mutable_member() = resumed.member();
  frame.mutable_ack()->set_epoch(resumed.epoch());
  frame.mutable_ack()->set_seq(seq);
  return frame;
}

void read_all(WireClient& client, std::uint64_t events) {
  for (std::uint64_t seq = 0; seq < events;) {
    const auto batch = client.next_batch();
    for (const auto& event : batch.events())
      if (event.seq() != ++seq) throw StageError("a log has a gap");
  }
}

// These clients sign in together, then follow their logs together.
void read_logs(Crowd& crowd, std::size_t first, std::size_t last) {
  std::vector<std::uint64_t> requests;
  for (auto i = first; i < last; ++i) requests.push_back(crowd.clients[i].start(sign_in(crowd.tokens[i])));
  for (auto i = first; i < last; ++i) {
    const auto answer = crowd.clients[i].answer_to(requests[i - first]);
    if (answer.signed_in().memberships_size() != 1) throw StageError("not signed in: " + answer.ShortDebugString());
    requests[i - first] = crowd.clients[i].start(resume_of(answer.signed_in().memberships(0).ref()));
  }
  for (auto i = first; i < last; ++i) {
    const auto answer = crowd.clients[i].answer_to(requests[i - first]);
    if (answer.resumed().head_seq() != crowd.events) throw StageError("another log: " + answer.ShortDebugString());
    read_all(crowd.clients[i], crowd.events);
    if (crowd.events > 0) crowd.clients[i].send_as_it_is(ack_of(answer.resumed(), crowd.events));
  }
}

void get_in(Crowd& crowd) {
  const auto all = crowd.tokens.size();
  for (std::size_t first = 0; first < all; first = crowd.clients.size()) {
    come(crowd, std::min(all, first + at_once));
    read_logs(crowd, first, crowd.clients.size());
  }
  while (crowd.clients.size() < all + crowd.strangers)
    come(crowd, std::min(all + crowd.strangers, crowd.clients.size() + at_once));
}

}  // namespace
}  // namespace jiaxin::stage

int main(int count, char** arguments) {
  using namespace jiaxin::stage;
  if (count != 6) return 2;
  allow_many_sockets();
  try {
    Crowd crowd{.port = static_cast<std::uint16_t>(std::stoi(arguments[1])),
                .tokens = tokens_in(arguments[2]),
                .events = std::stoull(arguments[3]),
                .strangers = std::stoul(arguments[4]),
                .reset = std::string(arguments[5]) == "reset"};
    get_in(crowd);
    std::puts("ready");
    std::fflush(stdout);
    while (true) ::pause();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "crowd: %s\n", error.what());
    return 1;
  }
}
