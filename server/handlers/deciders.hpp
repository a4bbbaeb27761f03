// Who may decide about an item that the policy filter stopped.
#pragma once

#include <vector>

#include "domain/rights.hpp"
#include "jiaxin/v1/common.pb.h"

namespace jiaxin::handlers {

struct Deciders {
  std::vector<domain::MemberId> members;
  std::vector<v1::StaffMember> named;  // the first of them, for the sender to know whom to ask
};

Deciders find_deciders(const domain::SchoolDirectory& school, const domain::StoppedItem& item);

}  // namespace jiaxin::handlers
