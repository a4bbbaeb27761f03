#include "policy_explain.hpp"

#include <iomanip>
#include <ostream>
#include <string_view>

#include "clean_text.hpp"

namespace jiaxin::cli {
namespace {

std::string_view name(policy::FormKind kind) {
  switch (kind) {
    case policy::FormKind::answer: return "当作对“作业是什么”的回答 as the answer to a question for homework";
    case policy::FormKind::statement: return "问答连成一句 question and answer as one statement";
    case policy::FormKind::without_fillers: return "去掉重复的间隔字 without the letters that repeat";
    case policy::FormKind::clauses: return "长句逐个分句读 clauses of long sentences by themselves";
    case policy::FormKind::windows: break;
  }
  return "长分句逐段读 long clauses in windows";
}

void print(std::ostream& out, const policy::Explanation::Weighed& weighed) {
  out << "  " << std::fixed << std::setprecision(2) << weighed.score << " “" << clean_line(weighed.passage)
      << "”\n  hold from " << weighed.hold_from << ", block from " << weighed.block_from << '\n';
}

}  // namespace

void print_explanation(std::ostream& out, const policy::Explanation& explanation) {
  out << "1 读 read\n";
  for (const auto& sentence : explanation.sentences) {
    out << "  " << clean_line(sentence.letters) << '\n';
    for (const auto& word : sentence.words)
      out << "    " << clean_line(word.quote) << ": " << word.meaning << (word.meant ? "" : " (不作数 not meant)")
          << '\n';
  }
  out << "2 规则 rules\n";
  if (explanation.rules.empty()) out << "  无 none\n";
  for (const auto& said : explanation.rules)
    out << "  " << said.rule << ": " << policy::name(said.outcome) << " “" << clean_line(said.quote) << "”\n";
  out << "3 权衡 weigh\n";
  if (explanation.weighed) {
    print(out, *explanation.weighed);
    out << "  规则也要拦的字：低 1 分就暂缓，到暂缓的分数就拦下 "
           "words that a rule blocks too: held 1 lower, blocked from where others are held\n";
  }
  for (const auto& form : explanation.other_forms) {
    out << "  " << name(form.kind) << ":\n";
    print(out, form.weighed);
  }
  out << "4 结论 verdict\n  " << policy::name(explanation.verdict.outcome) << " (" << explanation.verdict.pack_version
      << ")\n";
  for (const auto& finding : explanation.verdict.findings)
    out << "  " << finding.rule << " [" << policy::name(finding.type) << ", " << finding.source << "] “"
        << clean_line(finding.quote) << "”\n    " << finding.reason << '\n'
        << "    " << finding.reason_en << '\n'
        << "    " << finding.way_on << '\n'
        << "    " << finding.way_on_en << '\n';
}

}  // namespace jiaxin::cli
