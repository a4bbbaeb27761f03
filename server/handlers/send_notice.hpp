#pragma once

#include "handlers/submission.hpp"

namespace jiaxin::handlers {

// 通知
Submission submission_of(const Services& services, const v1::SendNotice& request);

}  // namespace jiaxin::handlers
