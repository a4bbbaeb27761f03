// New sign-in codes, as a table to hand out and as JSON; and the request for them.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "jiaxin/v1/roster.pb.h"
#include "jiaxin/v1/session.pb.h"
#include "json_text.hpp"
#include "result.hpp"

namespace jiaxin::cli {

struct CodesOptions {
  std::string class_title;
  bool staff = false;
  std::vector<std::string> persons;
};

Result<v1::IssueCodes> make_codes_request(const CodesOptions& options, const v1::Membership& from);

void print_codes(std::ostream& out, const v1::Codes& codes, std::string_view zone);
json::object json_of(const v1::Codes& codes, std::string_view zone);

}  // namespace jiaxin::cli
