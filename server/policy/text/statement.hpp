#pragma once

#include <optional>
#include <string>

#include "policy/text/normalise.hpp"

// Who answers 「背到哪里？」 with 「第三段」, or 「第三课要抄吗？」 with 「要」, has said the whole of it. Pure; linear.
namespace jiaxin::policy {

// Whether an answer says no more than yes, or that it was read, or asked by another too.
bool says_nothing_itself(const Normalised& answer);

// The clause that asks last, with a short answer in place of its question word; or, where it asks yes or no and the answer
// agrees, as a statement, with the answer behind it if that says more. In letters, with 「，」 where signs stood in the
// answer. Nothing where neither makes sense.
std::optional<std::u32string> as_statement(const Normalised& question, const Normalised& answer);

}  // namespace jiaxin::policy
