// All connections of one core, and the one coarse timer that serves them: no connection has a timer of its own.
// Inside transport only, on the core's thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <limits>
#include <memory>
#include <vector>

namespace jiaxin::transport {

using Time = std::chrono::steady_clock::time_point;

// One socket, in whatever phase of its life.
class Connection {
 public:
  virtual ~Connection() = default;
  virtual void on_tick(Time now) = 0;  // look at your deadlines
  virtual void on_stopping() = 0;      // the server is stopping: end soon
  virtual void drop() = 0;             // end now

 private:
  friend class ConnectionTable;
  std::size_t slot_ = std::numeric_limits<std::size_t>::max();
};

class ConnectionTable {
 public:
  explicit ConnectionTable(Time now) : now_(now) {}

  void add(std::shared_ptr<Connection> connection);
  void remove(Connection& connection);  // the caller holds it; harmless if it is not there

  // Visits the next 1/slices of the connections. Each is visited about once in as many calls, so that the work comes
  // in small pieces.
  void visit_some(Time now, std::size_t slices);
  std::vector<std::shared_ptr<Connection>> all() const { return connections_; }

  // The time of the last visit: a little old, and costs nothing.
  Time now() const { return now_; }

 private:
  std::vector<std::shared_ptr<Connection>> connections_;
  std::size_t next_ = 0;
  std::size_t share_ = 0;  // to be visited at a time in this round
  Time now_;
};

}  // namespace jiaxin::transport
