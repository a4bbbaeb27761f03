#pragma once

#include <cstdint>

namespace jiaxin::policy {

// What stood between two letters. Several may hold at once.
using Gap = std::uint16_t;
inline constexpr Gap gap_none = 0;
inline constexpr Gap gap_space = 1;
inline constexpr Gap gap_joint = 2;  // any odd sign or emoji
inline constexpr Gap gap_dot = 4;
inline constexpr Gap gap_dash = 8;
inline constexpr Gap gap_enum = 16;  // 、
inline constexpr Gap gap_comma = 32;
inline constexpr Gap gap_colon = 64;
inline constexpr Gap gap_stop = 128;  // 。！；
inline constexpr Gap gap_question = 256;
inline constexpr Gap gap_newline = 512;
inline constexpr Gap gap_quote_open = 1024;
inline constexpr Gap gap_quote_close = 2048;
inline constexpr Gap gap_title_open = 4096;  // 《
inline constexpr Gap gap_item = 8192;        // a list marker such as ① stands here
inline constexpr Gap gap_title_close = 16384;
inline constexpr Gap gap_hard = gap_enum | gap_comma | gap_colon | gap_stop | gap_question | gap_newline | gap_item;
inline constexpr Gap gap_sentence = gap_stop | gap_question | gap_newline | gap_item;

}  // namespace jiaxin::policy
