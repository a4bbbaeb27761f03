#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Who answers 「背到哪里？」 with 「第三段」, or 「第三课要抄吗？」 with 「要」, has said the whole of it. Pure; linear.
namespace jiaxin::policy {

struct Statement {
  std::u32string points;
  std::vector<std::uint32_t> put_in;  // places of what the answer did not say, rising
};

// The last sentence that asks something in `question`, with a short answer in place of its question word; or, where it
// asks yes or no and the answer agrees, as a statement with the answer behind it. Nothing where neither makes sense.
std::optional<Statement> as_statement(std::u32string_view question, std::u32string_view answer);

}  // namespace jiaxin::policy
