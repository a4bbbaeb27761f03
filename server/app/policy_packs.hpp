// The policy filter that the configured packs make. What is wrong with them goes to standard error and to the log.
#pragma once

#include <memory>

#include "app/config.hpp"
#include "policy/filter.hpp"

namespace jiaxin::app {

// With a broken pack: the national base, and whatever it would clear waits for a person until the packs are repaired.
// nullptr when not even the base loads.
std::shared_ptr<const policy::Filter> filter_at_start(const StringList& packs);

// With a broken pack: nullptr, and the filter in force stays.
std::shared_ptr<const policy::Filter> filter_at_reload(const StringList& packs);

// Whether they load; what is wrong is said on standard error.
bool check_packs(const StringList& packs);

}  // namespace jiaxin::app
