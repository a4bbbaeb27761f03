#include "file_policy/file_judge.hpp"

#include <algorithm>
#include <vector>

#include "file_policy/given_name.hpp"
#include "file_policy/name_ending.hpp"

namespace jiaxin::file_policy {
namespace {

constexpr std::string_view way_on = "请把内容直接写进通知，或由有权限的老师查看后放行。";
constexpr std::string_view way_on_en =
    "Write the content into the notice itself, or have a person with the right look and release it.";

std::size_t code_points(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](unsigned char c) { return (c & 0xC0) != 0x80; }));
}

policy::Finding finding_for(extraction::Doubt doubt, std::string_view name, std::size_t start) {
  const auto& text = extraction::describe(doubt);
  policy::Finding finding;
  finding.rule = "national/unreadable-file/" + std::string(text.id);
  finding.type = policy::Violation::v6;
  finding.quote = name;
  finding.start = start;
  finding.end = start + code_points(name);
  finding.reason = text.zh;
  finding.reason_en = text.en;
  finding.way_on = way_on;
  finding.way_on_en = way_on_en;
  return finding;
}

// A picture breaks lines where they end on the screen or on the board, in the middle of a sentence too. A space keeps
// every position where it was.
std::string in_one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string slice(std::string_view utf8, std::size_t start, std::size_t end) {
  std::string result;
  std::size_t at = 0;
  for (const char c : utf8) {
    at += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    if (at > start && at <= end) result += c;
  }
  return result;
}

// The stricter of the two readings of a text whose lines may be broken anywhere.
policy::Verdict judge_broken_lines(const policy::Filter& filter, const std::string& text,
                                   const policy::Context& context) {
  policy::Verdict as_it_stands = filter.judge(text, context);
  if (as_it_stands.outcome == policy::Outcome::block) return as_it_stands;
  policy::Verdict joined = filter.judge(in_one_line(text), context);
  if (joined.outcome <= as_it_stands.outcome) return as_it_stands;
  for (policy::Finding& finding : joined.findings) finding.quote = slice(text, finding.start, finding.end);
  return joined;
}

// What was misread is no reason to block: only a rule that knows its words is.
bool may_be_misread(const extraction::Extraction& extraction, const policy::Verdict& verdict) {
  const auto& doubts = extraction.doubts;
  const bool unsure = std::find(doubts.begin(), doubts.end(), extraction::Doubt::unsure) != doubts.end();
  return unsure && std::all_of(verdict.findings.begin(), verdict.findings.end(), [](const policy::Finding& finding) {
           return finding.rule.find("/reads-as-") != std::string::npos;
         });
}

policy::Verdict judge_words(const policy::Filter& filter, const std::string& text,
                            const extraction::Extraction& extraction, const policy::Context& context) {
  if (extraction.means != extraction::Means::ocr) return filter.judge(text, context);
  policy::Verdict verdict = judge_broken_lines(filter, text, context);
  if (verdict.outcome == policy::Outcome::block && may_be_misread(extraction, verdict))
    verdict.outcome = policy::Outcome::hold;
  return verdict;
}

std::vector<extraction::Doubt> doubts_of(std::string_view name, const extraction::Extraction& extraction) {
  auto doubts = extraction.doubts;
  if (!fits(ending(name), extraction.format)) doubts.push_back(extraction::Doubt::misnamed);
  return doubts;
}

}  // namespace

std::string judged_text(std::string_view name, const extraction::Extraction& extraction) {
  policy::ItemText item;
  item.body = extraction.text;
  item.labels.emplace_back(without_ending(name));
  return policy::joined(item);
}

policy::Verdict judge(const policy::Filter& filter, std::string_view name, const extraction::Extraction& extraction,
                      const policy::Context& context) {
  const std::string text = judged_text(name, extraction);
  policy::Verdict verdict =
      judge_words(filter, given_by_a_device(without_ending(name)) ? extraction.text : text, extraction, context);
  const auto doubts = doubts_of(name, extraction);
  if (audience_of(context) == policy::Audience::one || doubts.empty()) return verdict;
  if (verdict.outcome == policy::Outcome::allow) verdict.outcome = policy::Outcome::hold;
  const auto words = without_ending(name);
  const std::size_t start = code_points(text) - code_points(words);
  for (const auto doubt : doubts) verdict.findings.push_back(finding_for(doubt, words, start));
  return verdict;
}

}  // namespace jiaxin::file_policy
