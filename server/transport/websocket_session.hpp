// A connection's second phase: one WebSocket, between a handler and a socket. Inside transport only.
#pragma once

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>

#include <memory>

#include "transport/http_entry.hpp"

namespace jiaxin::transport {

using UpgradeRequest = boost::beast::http::request<boost::beast::http::empty_body>;

// On the seat's core. The gate has let the request pass; the handshake is to be over by `deadline`.
void start_websocket(std::shared_ptr<Seat> seat, Guest guest, const UpgradeRequest& request, Time deadline);

}  // namespace jiaxin::transport
