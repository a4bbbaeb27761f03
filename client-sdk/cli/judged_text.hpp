// The words of an item that the policy filter judges.
#pragma once

#include <string>

#include "jiaxin/v1/inbox.pb.h"

namespace jiaxin::cli {

std::string judged_text(const v1::Item& item);

}  // namespace jiaxin::cli
