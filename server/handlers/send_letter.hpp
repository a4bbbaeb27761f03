#pragma once

#include "handlers/submission.hpp"

namespace jiaxin::handlers {

// 致家长的一封信
std::variant<Submission, v1::Error> submission_of(const Services& services, const v1::SendLetter& request);

}  // namespace jiaxin::handlers
