#pragma once

#include <cstdint>
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

// Without fillers; with the clauses of long sentences by themselves; in windows, where a long clause has no comma.
std::vector<Form> forms_of(std::string_view utf8);

}  // namespace jiaxin::policy
