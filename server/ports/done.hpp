// How the ports answer.
#pragma once

#include <functional>
#include <optional>

namespace jiaxin::ports {

// Called exactly once, on a thread of the port's; must be quick and must not throw. nullopt: storage is full, failing
// or stopping, and nothing was done.
template <class T>
using Done = std::function<void(std::optional<T>)>;

}  // namespace jiaxin::ports
