// Any text before the policy filter: three bytes of circumstances, a title up to the first line's end, a body.
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

Context context_of(std::string_view bytes) {
  const auto number = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]) % 4; };
  Context context{static_cast<Kind>(number(0)), static_cast<Sender>(number(1)), ""};
  if (bytes[2] >= '1' && bytes[2] <= '9') context.grade = bytes[2];
  return context;
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
  const auto context = fuzz::context_of(rest);
  rest.remove_prefix(3);
  policy::ItemText item;
  item.title = fuzz::cut(rest, "\n");
  item.body = rest;
  const auto text = policy::joined(item);
  const auto verdict = fuzz::filter().judge(text, context);
  fuzz::check_verdict(verdict, text);
  const auto judgement = fuzz::filter().review(item, context);
  fuzz::expect(fuzz::verdict_of(judgement) == verdict, "the same text in the same circumstances, the same verdict");
  fuzz::expect(fuzz::outcome_of(judgement) == verdict.outcome, "only an allowed item is cleared");
  return 0;
}
