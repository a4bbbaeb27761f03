#include "transport/uptake.hpp"

#include <linux/tcp.h>  // not with <netinet/tcp.h>, whose tcp_info is too old
#include <netinet/in.h>
#include <sys/socket.h>

namespace jiaxin::transport {

Time Uptake::taken_nothing_since(int socket, bool writing, Time::duration patience, Time now) {
  if (!outstanding_) return now;
  if (now - since_ < patience / 4) return since_;
  tcp_info info{};
  socklen_t size = sizeof info;
  if (::getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return since_;
  outstanding_ = writing || info.tcpi_unacked > 0 || info.tcpi_notsent_bytes > 0;
  if (info.tcpi_bytes_acked != taken_bytes_) since_ = now;
  taken_bytes_ = info.tcpi_bytes_acked;
  return outstanding_ ? since_ : now;
}

}  // namespace jiaxin::transport
