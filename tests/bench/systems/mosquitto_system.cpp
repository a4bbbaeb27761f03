#include "systems/mosquitto_system.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "load/failure.hpp"
#include "load/mqtt_client.hpp"
#include "measure/cores.hpp"

namespace jiaxin::bench {
namespace {

constexpr const char* program = "/usr/sbin/mosquitto";

// A port that is free now: mosquitto cannot be told to choose one and say which.
std::uint16_t free_port() {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0 || ::bind(socket, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    failed_call("bind");
  ::close(socket);
  return ntohs(address.sin_port);
}

bool takes_connections(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool connected = ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  ::close(socket);
  return connected;
}

}  // namespace

bool MosquittoSystem::is_installed() { return std::filesystem::exists(program); }

MosquittoSystem::MosquittoSystem(const Sizes& sizes, int qos) : sizes_(sizes), qos_(qos), port_(free_port()) {
  const auto config = folder_.path() / "mosquitto.conf";
  std::ofstream(config) << "listener " << port_ << " 127.0.0.1\n"
                        << "allow_anonymous true\nset_tcp_nodelay true\nmax_queued_messages 0\nuser root\n"
                        << "log_dest none\npersistence true\npersistence_location " << folder_.path().string() << "/\n";
  {
    const OnServerCore pinned;
    server_ = std::make_unique<demo::ChildProcess>(bell_, std::vector<std::string>{program, "-c", config},
                                                   folder_.path() / "mosquitto.log");
  }
  const auto deadline = Clock::now() + patience;
  while (!takes_connections(port_)) {
    expect(!bell_.read([&] { return server_->ended_with_bell(); }) && Clock::now() < deadline, "mosquitto listens");
    ::usleep(10'000);
  }
}

boost::json::object MosquittoSystem::promises() const {
  return {{"send_answered", "PUBACK from memory: no fsync, written to a file every 30 minutes and at the end"},
          {"delivery", qos_ == 0 ? "QoS 0: pushed once, unacknowledged; QoS 1 and a kept session where it says resumes"
                                 : "QoS 1: acknowledged by each receiver"},
          {"transport", "MQTT 3.1.1 over TCP, no TLS; defaults but max_queued_messages 0, set_tcp_nodelay true"}};
}

std::vector<std::string> MosquittoSystem::topics_of(std::size_t guardian) const {
  std::vector<std::string> topics{topic_of({Audience::Kind::everyone})};
  if (guardian < sizes_.families) topics.push_back(topic_of({Audience::Kind::family, guardian}));
  for (const auto kind : {Audience::Kind::few, Audience::Kind::many}) {
    const auto span = guardians_of(sizes_, {kind});
    if (guardian >= span.first && guardian < span.last) topics.push_back(topic_of({kind}));
  }
  return topics;
}

std::unique_ptr<Client> MosquittoSystem::guardian(Loop& loop, std::size_t guardian, Hooks& hooks, Arrival arrival) {
  const bool resumes = arrival == Arrival::resumes;
  return std::make_unique<MqttClient>(loop, port_, guardian, hooks,
                                      MqttClient::Session{.client_id = "guardian-" + std::to_string(guardian),
                                                          .kept = resumes,
                                                          .qos = resumes ? 1 : qos_,
                                                          .topics = topics_of(guardian)});
}

std::unique_ptr<Client> MosquittoSystem::staff(Loop& loop, std::size_t staff, Hooks& hooks) {
  return std::make_unique<MqttClient>(loop, port_, staff, hooks,
                                      MqttClient::Session{.client_id = "staff-" + std::to_string(staff), .topics = {}});
}

}  // namespace jiaxin::bench
