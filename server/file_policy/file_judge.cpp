#include "file_policy/file_judge.hpp"

#include <algorithm>

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

}  // namespace

std::string judged_text(std::string_view name, const extraction::Extraction& extraction) {
  policy::ItemText item;
  item.body = extraction.text;
  item.labels.emplace_back(name);
  return policy::joined(item);
}

policy::Verdict judge(const policy::Filter& filter, std::string_view name, const extraction::Extraction& extraction,
                      const policy::Context& context) {
  const std::string text = judged_text(name, extraction);
  policy::Verdict verdict = filter.judge(text, context);
  if (context.kind == policy::Kind::direct || extraction.doubts.empty()) return verdict;
  if (verdict.outcome == policy::Outcome::allow) verdict.outcome = policy::Outcome::hold;
  const std::size_t start = code_points(text) - code_points(name);
  for (const auto doubt : extraction.doubts) verdict.findings.push_back(finding_for(doubt, name, start));
  return verdict;
}

}  // namespace jiaxin::file_policy
