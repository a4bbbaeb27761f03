#include "policy/unjudged.hpp"

#include <algorithm>
#include <utility>

namespace jiaxin::policy {

Verdict unjudged() {
  Finding finding;
  finding.rule = filter_failed_rule;
  finding.type = Violation::v6;
  finding.reason = "内容检查出现故障，没能判断这份内容；这不是说内容有问题。管理员已得到通知。";
  finding.reason_en =
      "The content check failed and could not judge this item; that says nothing against it. The operator was told.";
  finding.way_on = "已暂存，由年级组长或校长决定。紧急事项请用紧急通知模板，可立即发出。";
  finding.way_on_en =
      "It is kept, and a grade leader or the principal decides. For urgent matters use an urgent template: it goes out "
      "at once.";
  return {Outcome::hold, {std::move(finding)}, "unjudged"};
}

Held hold_unjudged(ItemText item, const Context& context) { return Held(std::move(item), context, unjudged()); }

bool is_unjudged(const Verdict& verdict) {
  return std::any_of(verdict.findings.begin(), verdict.findings.end(),
                     [](const Finding& finding) { return finding.rule == filter_failed_rule; });
}

}  // namespace jiaxin::policy
