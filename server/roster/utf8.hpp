// Is this text UTF-8, and if not, what did somebody's spreadsheet make of it?
#pragma once

#include <cstddef>
#include <string_view>

namespace jiaxin::roster {

// Strict: no overlong forms, no surrogates, nothing above U+10FFFF.
bool valid_utf8(std::string_view bytes);

// Some byte is outside ASCII, and all such bytes form GB18030 characters (which holds GBK and GB2312).
bool looks_like_gb18030(std::string_view bytes);

// The file begins with the byte order mark of UTF-16.
bool looks_like_utf16(std::string_view bytes);

// Control characters, the invisible marks that turn the direction of text or break its line, and what is not UTF-8.
bool has_control_characters(std::string_view utf8);

// The first character of at least one byte; that byte if it begins none.
std::string_view first_character(std::string_view bytes);

// The longest prefix of at most max_bytes that does not end within a character.
std::string_view utf8_prefix(std::string_view utf8, std::size_t max_bytes);

}  // namespace jiaxin::roster
