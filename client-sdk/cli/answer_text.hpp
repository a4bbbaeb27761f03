// Who may answer for a child and who has, for people and for programs.
#pragma once

#include <iosfwd>
#include <string_view>

#include "jiaxin/v1/answer.pb.h"
#include "jiaxin/v1/inbox.pb.h"
#include "json_text.hpp"

namespace jiaxin::cli {

void print_status(std::ostream& out, const v1::AnswerStatus& status, std::string_view child, const v1::Item* item,
                  std::string_view zone);
json::object json_of(const v1::AnswerStatus& status, const v1::Item* item, std::string_view zone);

}  // namespace jiaxin::cli
