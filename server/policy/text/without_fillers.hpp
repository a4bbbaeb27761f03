#pragma once

#include <optional>
#include <string>
#include <string_view>

// Who writes 今啦晚啦抄啦写啦 means what stands between. Pure; linear.
namespace jiaxin::policy {

// The text with a sign that nobody sees for each character of such a run, so that positions stay: the same one to
// three characters after every one or two, four times or more. Nothing where it has no such run.
std::optional<std::u32string> without_fillers(std::u32string_view points);

}  // namespace jiaxin::policy
