// Any text before the policy filter, whatever was said before it. Three bytes of circumstances, then lines: any number of
// earlier messages as "<", a byte for who wrote when, and the words; what is answered as ">" and the words; a title; the
// rest is the body.
#include "policy/filter.hpp"
#include "policy/text/utf8.hpp"
#include "property.hpp"
#include "roster/utf8.hpp"

namespace jiaxin::fuzz {
namespace {

using namespace policy;

const Filter& filter() {
  static const Filter filter;
  return filter;
}

// '0' to '3' for families, '4' to '7' for one, '8' to ';' for staff. A grade as its digit, or a stage: '-', '.', '/'.
Context circumstances_of(std::string_view bytes) {
  const auto number = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  Context context{static_cast<Kind>(number(0) % 4), static_cast<Sender>(number(1) % 4), ""};
  context.audience = static_cast<Audience>(number(0) / 4 % 3);
  if (bytes[2] >= '1' && bytes[2] <= '9') context.grade = bytes[2];
  else context.stage = static_cast<Stage>(number(2) % 3);
  return context;
}

// '0' to '?': the sender's own, 0 to 15 minutes ago. '@' to 'O': somebody else's.
Earlier earlier_of(std::string_view line) {
  if (line.empty()) return {};
  const auto mark = static_cast<unsigned char>(line.front());
  return {(mark & 16U) != 0, mark % 16U, std::string(line.substr(1))};
}

// Takes what was said before away from `rest`.
void take_what_was_said(std::string_view& rest, Context& context) {
  while (rest.starts_with('<')) context.earlier.push_back(earlier_of(cut(rest, "\n").substr(1)));
  if (rest.starts_with('>')) context.reply_to = cut(rest, "\n").substr(1);
}

void check_finding(const Finding& finding, const std::u32string& points) {
  expect(finding.start < finding.end && finding.end <= points.size(), "a finding lies in the text");
  const auto quoted = std::u32string_view(points).substr(finding.start, finding.end - finding.start);
  expect(finding.quote == encode_utf8(quoted), "its quote is what stands there");
  expect(roster::valid_utf8(finding.quote), "in UTF-8");
  expect(!finding.reason.empty() && !finding.reason_en.empty(), "with a reason");
  expect(!finding.way_on.empty() && !finding.way_on_en.empty(), "and a way on");
}

void check_verdict(const Verdict& verdict, std::string_view text) {
  expect(verdict.findings.empty() == (verdict.outcome == Outcome::allow), "findings say why it may not go out");
  if (verdict.findings.empty()) return;
  const auto points = decode_utf8(text);
  for (const auto& finding : verdict.findings) check_finding(finding, points);
}

// Otherwise a harmless word sent ahead would open the way for what is blocked.
void check_not_milder(const Verdict& verdict, std::string_view text, Context context) {
  if (context.earlier.empty() && context.reply_to.empty()) return;
  context.earlier.clear();
  context.reply_to.clear();
  const auto alone = filter().judge(text, context);
  check_verdict(alone, text);
  expect(alone.outcome <= verdict.outcome, "what was said before makes no verdict milder");
}

Outcome outcome_of(const Judgement& judgement) {
  if (std::holds_alternative<Cleared>(judgement)) return Outcome::allow;
  return std::holds_alternative<Held>(judgement) ? Outcome::hold : Outcome::block;
}

const Verdict& verdict_of(const Judgement& judgement) {
  if (const auto* cleared = std::get_if<Cleared>(&judgement)) return cleared->verdict();
  if (const auto* held = std::get_if<Held>(&judgement)) return held->verdict();
  return std::get<Blocked>(judgement).verdict;
}

}  // namespace
}  // namespace jiaxin::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jiaxin;
  if (size < 3) return 0;
  auto rest = fuzz::text_of(data, size);
  auto context = fuzz::circumstances_of(rest);
  rest.remove_prefix(3);
  fuzz::take_what_was_said(rest, context);
  policy::ItemText item;
  item.title = fuzz::cut(rest, "\n");
  item.body = rest;
  const auto text = policy::joined(item);
  const auto verdict = fuzz::filter().judge(text, context);
  fuzz::check_verdict(verdict, text);
  fuzz::check_not_milder(verdict, text, context);
  const auto judgement = fuzz::filter().review(item, context);
  fuzz::expect(fuzz::verdict_of(judgement) == verdict, "the same text in the same circumstances, the same verdict");
  fuzz::expect(fuzz::outcome_of(judgement) == verdict.outcome, "only an allowed item is cleared");
  return 0;
}
