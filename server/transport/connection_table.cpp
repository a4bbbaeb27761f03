#include "transport/connection_table.hpp"

#include <algorithm>
#include <utility>

namespace jiaxin::transport {

void ConnectionTable::add(std::shared_ptr<Connection> connection) {
  connection->slot_ = connections_.size();
  connections_.push_back(std::move(connection));
}

void ConnectionTable::remove(Connection& connection) {
  const std::size_t slot = connection.slot_;
  if (slot >= connections_.size() || connections_[slot].get() != &connection) return;
  if (slot + 1 < connections_.size()) {
    connections_[slot] = std::move(connections_.back());
    connections_[slot]->slot_ = slot;
  }
  connections_.pop_back();
}

// The share is kept for a whole round, also when many of those who are visited leave.
void ConnectionTable::visit_some(Time now, std::size_t slices) {
  now_ = now;
  const std::size_t fair = (connections_.size() + slices - 1) / slices;
  share_ = std::max(share_, fair);
  for (std::size_t left = share_; left > 0 && !connections_.empty(); --left) {
    if (next_ >= connections_.size()) {
      next_ = 0;
      share_ = fair;
    }
    const auto visited = connections_[next_];  // it may remove itself
    visited->on_tick(now);
    if (next_ < connections_.size() && connections_[next_] == visited) ++next_;
  }
}

}  // namespace jiaxin::transport
