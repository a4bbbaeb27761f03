// Peers who say the same thing again and again, each on a thread of its own: what blocks them must not hold up a test.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "school.hpp"

namespace jiaxin::stage {

// Sends without reading an answer, until the server lets it go.
class Flood {
 public:
  using Send = std::function<void(WireClient&)>;

  Flood(WireClient client, Send send);
  ~Flood();
  Flood(const Flood&) = delete;
  Flood& operator=(const Flood&) = delete;

 private:
  WireClient client_;
  std::atomic<bool> enough_ = false;
  std::thread thread_;
};

using Floods = std::vector<std::unique_ptr<Flood>>;

inline constexpr int flooding = 8;

// So many devices of one person, signed in and following her log.
Floods floods_of(School& school, const std::string& person_id, const Flood::Send& send,
                 codec::WireFormat format = codec::WireFormat::proto);

// Comes again and again, waiting for an answer each time. What it throws fails the test.
class Visitor {
 public:
  explicit Visitor(std::function<void()> visit);
  ~Visitor();
  Visitor(const Visitor&) = delete;
  Visitor& operator=(const Visitor&) = delete;

  std::size_t visits() const { return visits_; }

 private:
  std::atomic<bool> enough_ = false;
  std::atomic<std::size_t> visits_ = 0;
  std::thread thread_;
};

using Visitors = std::vector<std::unique_ptr<Visitor>>;

bool all_came(const Visitors& visitors, std::size_t times);

// Of loopback, another one for each: whoever comes often uses up the ports of one.
std::string address_of_visitor(int number);

}  // namespace jiaxin::stage
