#include "policy/answers.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "policy/text/statement.hpp"
#include "policy/text/utf8.hpp"

namespace jiaxin::policy {
namespace {

// Not every answer to a question for homework names some, and question and answer put together may be no sentence. What
// only comes after somebody else's question may have nothing to do with it.
constexpr float answered = 2, only_asked = 4;
constexpr std::u32string_view heading = U"作业：";
constexpr std::u32string_view nods = U"👌👍✓✔√";

Form under_heading(std::u32string_view text, float more) {
  Form form{FormKind::answer, encode_utf8(std::u32string(heading).append(text)), more, {}};
  for (std::uint32_t at = 0; at < heading.size(); ++at) form.put_in.push_back(at);
  return form;
}

void add(const Analyst& analyst, std::string_view question, std::string_view text, float more, StepBudget& steps,
         std::vector<Form>& forms) {
  const std::u32string points = decode_utf8(text);
  const Normalised asked = analyst.letters_of(end_of(question));
  Normalised answer = analyst.letters_of(text);
  if (answer.size() == 0 && points.find_first_of(nods) != points.npos) answer = analyst.letters_of("对");
  if (answer.size() == 0) return;
  if (analyst.asks_for_homework(asked, steps) && !says_nothing_itself(answer))
    forms.push_back(under_heading(points, more));
  if (const auto statement = as_statement(asked, answer))
    forms.push_back({FormKind::statement, encode_utf8(*statement), more, {}});
}

}  // namespace

std::vector<Form> answers_in(const Analyst& analyst, std::string_view text, const Context& context, StepBudget& steps) {
  std::vector<Form> forms;
  if (!context.reply_to.empty()) add(analyst, context.reply_to, text, answered, steps, forms);
  const auto asked = std::find_if(context.earlier.rbegin(), context.earlier.rend(), [](const Earlier& earlier) {
    return !earlier.same_sender && earlier.minutes_ago <= one_thought_minutes;
  });
  if (forms.empty() && asked != context.earlier.rend()) add(analyst, asked->text, text, only_asked, steps, forms);
  return forms;
}

}  // namespace jiaxin::policy
