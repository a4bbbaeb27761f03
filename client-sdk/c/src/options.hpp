// What a client is opened with, until it is. One thread at a time.
#pragma once

#include "jiaxin/client/options.hpp"
#include "message.hpp"

struct jx_options {
  jiaxin::client::Options options;
  jiaxin::c::Format format = jiaxin::c::Format::protobuf;
  bool gives = false;  // what callbacks are handed; otherwise it is lent
};
