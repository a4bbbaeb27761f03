// The yardstick: one process that sends what a publisher gives it to everybody else, with one send() each and nothing
// besides. No protocol, no storage, no promise.
#pragma once

namespace jiaxin::bench {

// Runs until it is ended by a signal; prints "listening HOST:PORT" first. Called in a process of its own.
[[noreturn]] void serve_bare();

}  // namespace jiaxin::bench
