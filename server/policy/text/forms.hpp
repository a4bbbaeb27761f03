#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Other forms in which a text is read too, for those who write around a filter. Pure; linear.
namespace jiaxin::policy {

enum class FormKind { answer, statement, without_fillers, clauses, windows };

struct Form {
  FormKind kind = FormKind::clauses;
  std::string text;
  float more = 0;  // scores that it needs beyond the thresholds, since it says less than what was written
  std::vector<std::uint32_t> put_in;  // code points of `text` that were not written, rising; all others were, in order
};

std::optional<Form> bare_form(std::string_view utf8);  // without fillers

// With the clauses of long sentences by themselves. What excuses one may stand beside it: then it needs more.
std::optional<Form> clauses_of(std::string_view utf8, float more);
inline constexpr float clauses_where_excused = 14, clauses_otherwise = 8;

std::vector<Form> windows_of(std::string_view utf8);  // where a long clause has no comma

}  // namespace jiaxin::policy
