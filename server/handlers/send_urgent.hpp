#pragma once

#include "handlers/submission.hpp"

namespace jiaxin::handlers {

// 紧急通知: the policy library's own words, which its filter does not see.
std::variant<Submission, v1::Error> submission_of(const Services& services, const v1::SendUrgent& request);

void get_urgent_templates(Reply reply);

}  // namespace jiaxin::handlers
