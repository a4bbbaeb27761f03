#include "policy/looking.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "policy/answers.hpp"
#include "policy/judging.hpp"
#include "policy/text/utf8.hpp"

namespace jiaxin::policy {
namespace {

void take(Verdict& verdict, Outcome outcome, std::vector<Finding>& findings) {
  verdict.outcome = std::max(verdict.outcome, outcome);
  for (Finding& finding : findings) add_untold(std::move(finding), verdict.findings);
  findings.clear();
}

// Of what was found in another form of the text: what is shown is what was written. What a statement says the whole answer
// makes true, whoever said the words.
void quote_from(std::string_view text, const Form& form, std::vector<Finding>& findings) {
  if (findings.empty()) return;
  const std::u32string points = decode_utf8(text);
  const auto written = [&](std::size_t at) {
    const auto put_in = std::lower_bound(form.put_in.begin(), form.put_in.end(), at) - form.put_in.begin();
    return at - static_cast<std::size_t>(put_in);
  };
  for (Finding& finding : findings) {
    finding.start = written(finding.start);
    finding.end = written(finding.end);
    if (form.kind == FormKind::statement || finding.start == finding.end) {
      finding.start = 0;
      finding.end = points.size();
    }
    finding.quote = encode_utf8(std::u32string_view(points).substr(finding.start, finding.end - finding.start));
  }
}

// At most so much of what a clause needs is taken to come from the networks instead of the signs within it. When clauses
// needed half as much and this was 5, of 850 violations between lawful clauses that only this form showed none said less,
// of the lawful texts of strangers with such sentences half.
constexpr float signs_fall_short = 10;

// What hides the words from a school's own rules too. In pieces of a sentence these would find nothing new.
bool hides_words(FormKind kind) { return kind != FormKind::clauses && kind != FormKind::windows; }

}  // namespace

Looking::Looking(const Analyst& analyst, const Model& model, std::string_view text, const Context& context,
                 StepBudget& steps)
    : analyst_(analyst), model_(model), text_(text), context_(context), alone_(context), steps_(steps) {
  alone_.earlier.clear();
  alone_.reply_to.clear();
}

Looking::ReadAs Looking::run(Verdict& verdict, std::optional<ReadAs> above) const {
  const Alone alone = as_written(verdict, above);
  if (verdict.outcome == Outcome::block) return alone.read_as;
  for (const Form& form : other_forms(alone)) {
    otherwise(form, verdict);
    if (verdict.outcome == Outcome::block) break;
  }
  return alone.read_as;
}

std::vector<Form> Looking::other_forms() const {
  Verdict unused;
  return other_forms(as_written(unused, std::nullopt));
}

std::vector<Form> Looking::other_forms(const Alone& alone) const {
  std::vector<Form> forms = answers_in(analyst_, text_, context_, steps_);
  if (auto bare = bare_form(text_)) forms.push_back(std::move(*bare));
  if (!alone.is_new) return forms;
  if (auto clauses = by_clauses(alone)) forms.push_back(std::move(*clauses));
  for (Form& form : windows_of(text_)) forms.push_back(std::move(form));
  return forms;
}

// Only where signs say that it could be stopped. Where nothing excuses a clause, it need not look so much worse.
std::optional<Form> Looking::by_clauses(const Alone& alone) const {
  const float more = alone.may_excuse ? clauses_where_excused : clauses_otherwise;
  if (alone.worst_clause < model_.thresholds(audience_of(alone_)).hold + more - signs_fall_short) return std::nullopt;
  return clauses_of(text_, more);
}

// What was said before may make a text worse, never better: it is judged without it too.
Looking::Alone Looking::as_written(Verdict& verdict, std::optional<ReadAs> above) const {
  const Thresholds& from = model_.thresholds(audience_of(context_));
  const Judging judging(analyst_, model_, text_, context_, steps_);
  const ReadAs read_as = judging.how_it_is_read();
  const bool is_new = above != read_as;
  std::vector<Finding> findings;
  const auto look = [&](const Judging& one) {
    const Outcome by_rules = one.rules_alone(findings);
    const auto said = is_new ? one.by_model(from, findings) : Judging::ByModel{};
    take(verdict, std::max(by_rules, said.outcome), findings);
    return Alone{said.worst_clause, one.may_excuse(), read_as, is_new};
  };
  const Alone found = look(judging);
  return judging.has_something_before() ? look(Judging(analyst_, model_, text_, alone_, steps_)) : found;
}

void Looking::otherwise(const Form& form, Verdict& verdict) const {
  std::vector<Finding> findings;
  const Judging judging(analyst_, model_, form.text, alone_, steps_);
  const Outcome by_rules = hides_words(form.kind) ? judging.rules_alone(findings) : Outcome::allow;
  const Thresholds from = harder(model_.thresholds(audience_of(alone_)), form.more);
  const Outcome outcome = std::max(by_rules, judging.by_model(from, findings).outcome);
  quote_from(text_, form, findings);
  take(verdict, outcome, findings);
}

}  // namespace jiaxin::policy
