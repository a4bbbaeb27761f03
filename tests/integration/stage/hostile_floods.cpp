#include "hostile_floods.hpp"

#include <gtest/gtest.h>

#include <sys/socket.h>

#include <algorithm>

namespace jiaxin::stage {

Flood::Flood(WireClient client, Send send)
    : client_(std::move(client)), thread_([this, send = std::move(send)] {
        try {
          while (!enough_) send(client_);
        } catch (const StageError&) {  // let go
        }
      }) {}

Flood::~Flood() {
  enough_ = true;
  ::shutdown(client_.socket().descriptor(), SHUT_RDWR);
  thread_.join();
}

Floods floods_of(School& school, const std::string& person_id, const Flood::Send& send, codec::WireFormat format) {
  Floods floods;
  for (int i = 0; i < flooding; ++i) {
    auto client = school.wire(person_id, "127.0.0.1", format);
    client.socket().receive_little();
    client.resume();
    floods.push_back(std::make_unique<Flood>(std::move(client), send));
  }
  return floods;
}

Visitor::Visitor(std::function<void()> visit)
    : thread_([this, visit = std::move(visit)] {
        try {
          for (; !enough_; ++visits_) visit();
        } catch (const std::exception& error) {
          ADD_FAILURE() << error.what();
        }
      }) {}

Visitor::~Visitor() {
  enough_ = true;
  thread_.join();
}

bool all_came(const Visitors& visitors, std::size_t times) {
  return std::all_of(visitors.begin(), visitors.end(), [&](const auto& visitor) { return visitor->visits() >= times; });
}

std::string address_of_visitor(int number) { return "127.0.1." + std::to_string(number + 1); }

}  // namespace jiaxin::stage
