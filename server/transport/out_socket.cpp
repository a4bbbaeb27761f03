#include "transport/out_socket.hpp"

#include <sys/socket.h>

#include <array>
#include <cerrno>

namespace jiaxin::transport {

OutSocket::Written OutSocket::write_waiting() {
  std::array<iovec, 64> parts;
  while (!waiting_.empty()) {
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = waiting_.gather(parts);
    const auto count = ::sendmsg(native_handle(), &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (count >= 0) waiting_.written(static_cast<std::size_t>(count));
    else if (errno == EAGAIN || errno == EWOULDBLOCK) return Written::some;
    else if (errno != EINTR) return Written::failed;
  }
  return Written::all;
}

}  // namespace jiaxin::transport
