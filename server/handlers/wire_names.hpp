// Domain words as schema words.
#pragma once

#include "delivery/review_encoding.hpp"
#include "domain/answers.hpp"
#include "domain/directory.hpp"
#include "domain/rights.hpp"
#include "jiaxin/v1/envelope.pb.h"

namespace jiaxin::handlers {

using delivery::to_wire;
v1::Choice to_wire(domain::Choice choice);
// A child as the guardian of this edge sees it.
v1::Child to_wire(const domain::SchoolDirectory& school, const domain::Guardian& edge);
v1::ClassRef to_wire(const domain::ClassInfo& info);
void set_ref(v1::MemberRef& ref, domain::MemberKey key);

}  // namespace jiaxin::handlers
