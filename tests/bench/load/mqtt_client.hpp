// MQTT 3.1.1, as much as a load needs: subscribes to the topics of the audiences that a guardian belongs to, or
// publishes with QoS 1. What comes with QoS 1 is acknowledged at once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "load/client.hpp"

namespace jiaxin::bench {

std::string topic_of(const Audience& audience);

class MqttClient final : public Client {
 public:
  struct Session {
    std::string client_id;
    bool kept = false;  // the broker keeps it while nobody is connected
    int qos = 0;
    std::vector<std::string> topics;  // none: only publishes
  };
  MqttClient(Loop& loop, std::uint16_t port, std::size_t index, Hooks& hooks, Session session)
      : Client(loop, port, index, hooks), session_(std::move(session)) {}

  void publish(const Audience& to) override;

 private:
  void on_connected() override;
  std::size_t on_bytes(std::string_view bytes) override;
  void on_packet(unsigned head, std::string_view body);
  void subscribe();
  void on_publish(unsigned head, std::string_view body);

  Session session_;
  std::uint16_t last_packet_ = 0;
  std::size_t events_ = 0;  // within one piece of bytes
  std::string acknowledgements_;
};

}  // namespace jiaxin::bench
