// What protobuf takes for text. Pure function.
#pragma once

#include <string_view>

namespace jiaxin::codec {

// By the well-formed byte sequences of Unicode's table 3-7: no surrogates, nothing overlong, nothing cut off.
bool is_utf8(std::string_view text);

}  // namespace jiaxin::codec
