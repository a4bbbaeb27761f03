#include "load/mqtt_client.hpp"

#include <utility>

#include "load/failure.hpp"
#include "load/notice_text.hpp"

namespace jiaxin::bench {
namespace {

enum Packet : unsigned { connect = 1, connack = 2, publish_ = 3, puback = 4, subscribe_ = 8, suback = 9 };

std::string number(std::size_t value) {
  return {static_cast<char>(value >> 8 & 0xff), static_cast<char>(value & 0xff)};
}

std::string text(std::string_view value) { return number(value.size()).append(value); }

std::string packet(unsigned type, unsigned flags, std::string_view body) {
  std::string out(1, static_cast<char>(type << 4 | flags));
  std::size_t size = body.size();
  do {
    out += static_cast<char>((size & 0x7f) | (size > 0x7f ? 0x80 : 0));
    size >>= 7;
  } while (size > 0);
  return out.append(body);
}

}  // namespace

std::string topic_of(const Audience& audience) {
  switch (audience.kind) {
    case Audience::Kind::family: return "family/" + std::to_string(audience.family);
    case Audience::Kind::few: return "class";
    case Audience::Kind::many: return "grade";
    case Audience::Kind::everyone: break;
  }
  return "school";
}

void MqttClient::on_connected() {
  constexpr unsigned clean = 2;
  std::string body = text("MQTT");
  body += static_cast<char>(4);
  body += static_cast<char>(session_.kept ? 0 : clean);
  body += number(0);
  write(packet(Packet::connect, 0, body + text(session_.client_id)));
}

std::size_t MqttClient::on_bytes(std::string_view bytes) {
  std::size_t used = 0;
  for (;;) {
    const auto rest = bytes.substr(used);
    std::size_t size = 0, head = 1;
    for (unsigned shift = 0;; shift += 7) {
      if (rest.size() <= head) break;
      const auto byte = static_cast<unsigned char>(rest[head++]);
      size |= std::size_t{byte & 0x7fu} << shift;
      if (byte < 0x80) break;
    }
    const bool head_is_whole = head > 1 && static_cast<unsigned char>(rest[head - 1]) < 0x80;
    if (!head_is_whole || rest.size() < head + size) break;
    last_frame_bytes_ = head + size;
    on_packet(static_cast<unsigned char>(rest[0]), rest.substr(head, size));
    used += head + size;
  }
  if (!acknowledgements_.empty()) write(std::exchange(acknowledgements_, {}));
  if (const auto events = std::exchange(events_, 0)) tell_received(events);
  return used;
}

void MqttClient::on_packet(unsigned head, std::string_view body) {
  switch (head >> 4) {
    case Packet::connack:
      expect(body.size() == 2 && body[1] == 0, "the broker takes the client");
      return session_.topics.empty() ? tell_ready() : subscribe();
    case Packet::suback: return tell_ready();
    case Packet::publish_: return on_publish(head, body);
    case Packet::puback: return tell_published();
    default: throw BenchFailure("the broker sent a packet of type " + std::to_string(head >> 4));
  }
}

void MqttClient::subscribe() {
  std::string body = number(1);
  for (const auto& topic : session_.topics) {
    body += text(topic);
    body += static_cast<char>(session_.qos);
  }
  constexpr unsigned reserved = 2;
  write(packet(Packet::subscribe_, reserved, body));
}

void MqttClient::on_publish(unsigned head, std::string_view body) {
  ++events_;
  const bool acknowledged = (head >> 1 & 3) > 0;
  if (!acknowledged) return;
  const std::size_t topic =
      static_cast<std::size_t>(static_cast<unsigned char>(body[0])) << 8 | static_cast<unsigned char>(body[1]);
  acknowledgements_ += packet(Packet::puback, 0, body.substr(2 + topic, 2));
}

void MqttClient::publish(const Audience& to) {
  if (++last_packet_ == 0) ++last_packet_;
  constexpr unsigned qos_1 = 2;
  write(packet(Packet::publish_, qos_1, text(topic_of(to)) + number(last_packet_) + notice_title + notice_body));
}

}  // namespace jiaxin::bench
