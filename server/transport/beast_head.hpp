// A request head as Beast parsed it, for the gate. The views are borrowed from the request. Inside transport only.
#pragma once

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>

#include "transport/http_gate.hpp"

namespace jiaxin::transport {

inline std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

inline HttpHead head_of(const boost::beast::http::request<boost::beast::http::empty_body>& request) {
  HttpHead head{view(request.method_string()), view(request.target()), request.version() == 11, {}};
  for (const auto& field : request) head.fields.push_back({view(field.name_string()), view(field.value())});
  return head;
}

}  // namespace jiaxin::transport
