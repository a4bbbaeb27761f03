#include "policy_explain.hpp"

#include <iomanip>
#include <ostream>

#include "clean_text.hpp"

namespace jiaxin::cli {

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
    const auto& weighed = *explanation.weighed;
    out << "  " << std::fixed << std::setprecision(2) << weighed.score << " “" << clean_line(weighed.passage)
        << "”\n  hold from " << weighed.hold_from << ", block from " << weighed.block_from
        << "; 1 less to hold, and block from there, where a rule blocks the same words\n";
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
