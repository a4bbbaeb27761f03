// The small school in memory, and the rosters that somebody wanted to apply to it.
#pragma once

#include <map>
#include <vector>

#include "ports/school_store.hpp"
#include "support/fake_answers.hpp"
#include "support/fake_school.hpp"

namespace jiaxin::fake {

class FakeSchoolStore final : public ports::SchoolStore {
 public:
  struct Applied {
    domain::SchoolId school;
    domain::Roster roster;
    bool dry_run;
  };

  Answers answers;

  FakeSchoolStore() { put(small_school()); }
  void put(std::shared_ptr<const domain::SchoolDirectory> school) { schools_[school->school().id] = std::move(school); }
  const std::vector<Applied>& applied() const { return applied_; }

  std::shared_ptr<const domain::SchoolDirectory> school(domain::SchoolId id) const override {
    const auto found = schools_.find(id);
    return found == schools_.end() ? nullptr : found->second;
  }

  void apply_roster(domain::SchoolId school, domain::Roster roster, bool dry_run,
                    ports::Done<ports::RosterCounts> done) override {
    answers.write<ports::RosterCounts>(
        [this, school, roster = std::move(roster), dry_run] {
          applied_.push_back({school, roster, dry_run});
          ports::RosterCounts counts;
          counts.classes = static_cast<std::uint32_t>(roster.classes.size());
          counts.children = static_cast<std::uint32_t>(roster.children.size());
          counts.people_left = 3;
          return counts;
        },
        std::move(done));
  }

 private:
  std::map<domain::SchoolId, std::shared_ptr<const domain::SchoolDirectory>> schools_;
  std::vector<Applied> applied_;
};

}  // namespace jiaxin::fake
