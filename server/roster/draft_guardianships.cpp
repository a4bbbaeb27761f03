// guardianships.csv: who answers for which child, and with which rights.
#include <set>
#include <utility>

#include "roster/draft.hpp"

namespace jiaxin::roster {

namespace {

class GuardianshipStep {
 public:
  GuardianshipStep(Draft& draft, Problems& problems) : draft_(draft), problems_(problems) {}

  void apply(const GuardianshipRecord& record) {
    if (record.leaving) return;
    const DraftPerson* const child = find_person(draft_, record.place, "childSourcedId", record.child_id, problems_);
    DraftPerson* const guardian = find_person(draft_, record.place, "guardianSourcedId", record.guardian_id, problems_);
    if (!child || !guardian || child->gone() || guardian->gone()) return;
    if (!roles_fit(record, *child, *guardian) || is_repeated(record)) return;
    guardian->children.push_back(
        {std::string(record.child_id), std::string(record.relation), record.may_sign, record.receives});
  }

 private:
  bool roles_fit(const GuardianshipRecord& record, const DraftPerson& child, const DraftPerson& guardian) {
    if (!child.pupil) {
      complain(record, record.child_id, " 在 roles.csv 中没有 student 角色", " is no student in roles.csv");
    }
    if (!guardian.guardian) {
      complain(record, record.guardian_id, " 在 roles.csv 中没有监护人角色 (guardian, parent 或 relative)",
               " is no guardian, parent or relative in roles.csv");
    }
    return child.pupil && guardian.guardian;
  }

  bool is_repeated(const GuardianshipRecord& record) {
    if (seen_.emplace(record.child_id, record.guardian_id).second) return false;
    complain(record, record.guardian_id, " 已列为这个孩子的监护人", " is already listed as a guardian of this child");
    return true;
  }

  void complain(const GuardianshipRecord& record, std::string_view id, std::string_view zh, std::string_view en) {
    const std::string user = shown(id);
    problems_.add(record.place, {text("用户 ", user, zh), text("the user ", user, en)});
  }

  Draft& draft_;
  Problems& problems_;
  std::set<std::pair<std::string_view, std::string_view>> seen_;
};

}  // namespace

void apply_guardianships(const std::vector<GuardianshipRecord>& guardianships, Draft& draft, Problems& problems) {
  GuardianshipStep step(draft, problems);
  for (const GuardianshipRecord& record : guardianships) step.apply(record);
}

}  // namespace jiaxin::roster
