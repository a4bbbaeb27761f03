#include "policy/text/forms.hpp"

#include "policy/text/cut_long.hpp"
#include "policy/text/utf8.hpp"
#include "policy/text/windows.hpp"
#include "policy/text/without_fillers.hpp"

namespace jiaxin::policy {
namespace {

constexpr float without_fillers_too = 4;  // a list may look like it: 小明小红小刚小丽
constexpr float in_a_window = 8;          // and words may be cut at its ends

}  // namespace

std::optional<Form> bare_form(std::string_view utf8) {
  const auto bare = without_fillers(decode_utf8(utf8));
  if (!bare) return std::nullopt;
  return Form{FormKind::without_fillers, encode_utf8(*bare), without_fillers_too, {}};
}

std::optional<Form> clauses_of(std::string_view utf8, float more) {
  auto cut = cut_long_sentences(utf8);
  if (!cut) return std::nullopt;
  return Form{FormKind::clauses, std::move(*cut), more, {}};
}

std::vector<Form> windows_of(std::string_view utf8) {
  std::vector<Form> forms;
  const std::u32string points = decode_utf8(utf8);
  for (const std::size_t first : {window_width, window_width / 2})
    if (auto windows = in_windows(points, first))
      forms.push_back({FormKind::windows, encode_utf8(windows->points), in_a_window, std::move(windows->put_in)});
  return forms;
}

}  // namespace jiaxin::policy
