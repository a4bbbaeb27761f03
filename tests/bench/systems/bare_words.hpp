// What the bare server and its clients say to each other.
#pragma once

#include <cstddef>

namespace jiaxin::bench::bare {

inline constexpr char subscriber = 's';  // the first byte of a connection; answered with one byte
inline constexpr char publish = 'p';     // each: send the frame to all subscribers, then one byte to me
// About as many as Jiaxin's frame of the measured notice has on the wire: every fan-out tells how long frames were.
inline constexpr std::size_t frame_bytes = 460;

}  // namespace jiaxin::bench::bare
