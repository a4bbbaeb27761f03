#include "domain/answer_rules.hpp"

namespace jiaxin::domain {
namespace {

AnswerRuling rule_on_slip(const AnswerFacts& facts, const AnswerGiven& given) {
  if (given.slip_option >= facts.slip_options) return AnswerRuling::no_such_option;
  if (!given.comment.empty() && !facts.comment_allowed) return AnswerRuling::comment_not_allowed;
  return AnswerRuling::accepted;
}

AnswerRuling rule_on_form(const AnswerFacts& facts, const AnswerGiven& given) {
  const bool same = given.form_version == facts.form_version && given.text_sha256 == facts.text_sha256;
  return same ? AnswerRuling::accepted : AnswerRuling::other_text;
}

}  // namespace

AnswerRuling rule_on(const AnswerFacts& facts, const AnswerGiven& given, TimePoint now) {
  if (!facts.addressed) return AnswerRuling::not_found;
  const Asked answers = given.choice == Choice::slip ? Asked::slip : Asked::consent;
  if (facts.asked != answers) return AnswerRuling::not_asked;
  if (facts.deadline && now > *facts.deadline) return AnswerRuling::closed;
  if (!facts.opened_at) return AnswerRuling::not_opened;
  const AnswerRuling content = answers == Asked::slip ? rule_on_slip(facts, given) : rule_on_form(facts, given);
  if (content != AnswerRuling::accepted) return content;
  return given.predecessor == facts.latest ? AnswerRuling::accepted : AnswerRuling::stale_predecessor;
}

}  // namespace jiaxin::domain
