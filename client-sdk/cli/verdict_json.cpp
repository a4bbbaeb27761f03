#include "verdict_json.hpp"

#include <utility>

namespace jiaxin::cli {
namespace {

namespace json = boost::json;

json::object finding_line(const policy::Finding& finding) {
  return {{"rule", finding.rule},   {"type", policy::name(finding.type)},
          {"quote", finding.quote}, {"start", finding.start},
          {"end", finding.end},     {"reason", finding.reason}};
}

}  // namespace

json::array findings_json(const policy::Verdict& verdict) {
  json::array findings;
  for (const policy::Finding& finding : verdict.findings) findings.push_back(finding_line(finding));
  return findings;
}

}  // namespace jiaxin::cli
