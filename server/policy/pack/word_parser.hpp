#pragma once

#include <span>

#include "policy/pack/fields.hpp"
#include "policy/pack/pack.hpp"

namespace jiaxin::policy {

// Reads [words] and [disguises] into the pack, whose level is known already.
void read_words(Fields& fields, std::span<const Pack> above, Pack& pack, Complaints& complaints);

}  // namespace jiaxin::policy
