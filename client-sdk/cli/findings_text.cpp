#include "findings_text.hpp"

#include "clean_text.hpp"

namespace jiaxin::cli {
namespace {

// People count from 1, both ends included; the protocol from 0, half-open.
std::string position_text(const v1::Finding& finding) {
  const auto first = std::to_string(finding.start() + 1), last = std::to_string(finding.end());
  return "    位置 Position  第 " + first + " 至 " + last + " 字 / characters " + first + " to " + last + "\n";
}

std::string finding_text(const v1::Finding& finding) {
  std::string text = finding.quote().empty() ? "\n" : "\n  “" + clean_line(finding.quote()) + "”\n";
  text += "    规则 Rule      " + clean_line(finding.rule() + "  " + finding.type()) + "\n";
  if (finding.end() > finding.start()) text += position_text(finding);
  text += "    原因 Reason    " + clean_line(finding.reason_zh()) + "\n";
  text += "                   " + clean_line(finding.reason_en()) + "\n";
  if (!finding.source().empty()) text += "    依据 Source    " + clean_line(finding.source()) + "\n";
  text += "    可以 Way on    " + clean_line(finding.way_on_zh()) + "\n";
  text += "                   " + clean_line(finding.way_on_en()) + "\n";
  return text;
}

}  // namespace

std::string findings_text(const Findings& findings) {
  std::string text;
  for (const auto& finding : findings) text += finding_text(finding);
  return text;
}

json::array findings_json(const Findings& findings) {
  json::array listed;
  for (const auto& finding : findings)
    listed.push_back(json::object{{"rule", json_text(finding.rule())},
                                  {"type", json_text(finding.type())},
                                  {"quote", json_text(finding.quote())},
                                  {"start", finding.start()},
                                  {"end", finding.end()},
                                  {"reason_zh", json_text(finding.reason_zh())},
                                  {"reason_en", json_text(finding.reason_en())},
                                  {"way_on_zh", json_text(finding.way_on_zh())},
                                  {"way_on_en", json_text(finding.way_on_en())},
                                  {"source", json_text(finding.source())}});
  return listed;
}

}  // namespace jiaxin::cli
