#pragma once

#include "handlers/submission.hpp"

namespace jiaxin::handlers {

// 知情同意书
std::variant<Submission, v1::Error> submission_of(const Services& services, const v1::SendForm& request);

}  // namespace jiaxin::handlers
