#pragma once

#include <string_view>

#include "worker/sink.hpp"

namespace jiaxin::extraction {

// Text in UTF-8, UTF-16 or GB18030 (with GBK and GB2312). What is none of them, has the bytes of a binary file, or
// is text that other programs show as something else, is a file of unknown kind.
void read_plain_text(std::string_view bytes, Sink& sink);

}  // namespace jiaxin::extraction
