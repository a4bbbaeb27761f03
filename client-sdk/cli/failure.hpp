// From the SDK's failures to what this program says and which code it ends with.
#pragma once

#include <iosfwd>
#include <string_view>

#include "jiaxin/client/outcome.hpp"
#include "result.hpp"

namespace jiaxin::cli {

ExitCode exit_code_of(const client::Failure& failure);
Refusal refusal_of(const client::Failure& failure);

// Both languages, a line each; text from outside is made harmless for the terminal. Empty lines are left out.
void report(std::ostream& err, const Refusal& refusal);

// The same for what is no refusal: what happens meanwhile.
void note(std::ostream& err, std::string_view zh, std::string_view en);

}  // namespace jiaxin::cli
