// The transport's socket: bound to one core's io_context, without a type-erased executor. Inside transport only.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace jiaxin::transport {

namespace asio = boost::asio;
using boost::system::error_code;

using Socket = asio::basic_stream_socket<asio::ip::tcp, asio::io_context::executor_type>;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, asio::io_context::executor_type>;

}  // namespace jiaxin::transport
