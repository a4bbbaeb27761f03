#pragma once

namespace jiaxin::app {

// Whether what is acknowledged is on disk. No setting and no option of jiaxind turns it off: only a program of the
// tests does, to show that the test of a power loss would see a loss.
enum class Fsync { on, off };

}  // namespace jiaxin::app
