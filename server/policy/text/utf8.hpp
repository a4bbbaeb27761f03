#pragma once

#include <string>
#include <string_view>

// UTF-8 to code points and back. Pure; never fails on outside bytes.
namespace jiaxin::policy {

// Each broken sequence (its maximal valid prefix) becomes one U+FFFD.
std::u32string decode_utf8(std::string_view bytes);

std::string encode_utf8(std::u32string_view points);

}  // namespace jiaxin::policy
