// From the finished draft to the roster.
#include <utility>

#include "roster/draft.hpp"
#include "roster/field_values.hpp"

namespace jiaxin::roster {

namespace {

class Assembly {
 public:
  Assembly(const Draft& draft, Problems& problems) : draft_(draft), problems_(problems), complete_(problems.none()) {}

  domain::Roster assemble(const std::vector<ClassRecord>& classes, const std::vector<UserRecord>& users) && {
    if (draft_.school) roster_.school_name = draft_.school->name;
    for (const ClassRecord& record : classes) {
      if (!record.leaving) roster_.classes.push_back({std::string(record.id), std::string(record.title), record.grade});
    }
    for (const UserRecord& user : users) add_user(user, draft_.people.at(user.id));
    return std::move(roster_);
  }

 private:
  void add_user(const UserRecord& user, const DraftPerson& person) {
    if (person.gone()) return;
    if (person.pupil) {
      add_child(user, person);
    } else if (has_part_here(person)) {
      add_person(user, person);
    }
  }

  // A guardian without a child here, or somebody with only roles that mean nothing here, is left out.
  static bool has_part_here(const DraftPerson& person) {
    return person.teacher || person.principal || person.administrator || person.leads_grades || person.supervisor ||
           !person.children.empty();
  }

  void add_child(const UserRecord& user, const DraftPerson& person) {
    if (!person.homeroom) return miss_homeroom(user);
    domain::RosterChild child{std::string(user.id), user.name, {std::string(person.homeroom->id)}};
    child.class_ids.insert(child.class_ids.end(), person.other_classes.begin(), person.other_classes.end());
    roster_.children.push_back(std::move(child));
  }

  // Said only when all else is well: a faulty row elsewhere may be the one that names the class.
  void miss_homeroom(const UserRecord& user) {
    if (!complete_) return;
    problems_.add(user.place, {text("学生 ", shown(user.id), " 没有行政班 (homeroom)"),
                               text("the pupil ", shown(user.id), " is in no homeroom class")});
  }

  void add_person(const UserRecord& user, const DraftPerson& person) {
    check_username(user);
    domain::RosterPerson made;
    made.sourced_id = user.id;
    made.name = user.name;
    made.login_hint = user.username;
    made.principal = person.principal;
    made.administrator = person.administrator;
    made.supervisor = person.supervisor;
    if (person.leads_grades) made.leads_grades = led_grades(user);
    made.posts = person.posts;
    made.children = person.children;
    roster_.people.push_back(std::move(made));
  }

  void check_username(const UserRecord& user) {
    if (auto fault = id_fault("username", user.username)) return problems_.add(user.place, *std::move(fault));
    const auto [earlier, is_new] = usernames_.emplace(folded(user.username), user.place.line);
    if (is_new) return;
    const std::string line = std::to_string(earlier->second);
    problems_.add(user.place, {text("username ", shown(user.username), " 与第 ", line, " 行重复"),
                               text("the username ", shown(user.username), " was already used in line ", line)});
  }

  std::vector<std::string> led_grades(const UserRecord& user) {
    auto grades = read_grades(user.grades);
    if (!grades) {
      problems_.add(user.place, {text("年级组长的 grades 应为 1 至 9 的年级，而不是 ", shown(user.grades)),
                                 text("the grades of a grade leader must be from 1 to 9, not ", shown(user.grades))});
    }
    return std::move(grades).value_or(std::vector<std::string>{});
  }

  const Draft& draft_;
  Problems& problems_;
  const bool complete_;
  domain::Roster roster_;
  std::map<std::string, std::size_t> usernames_;
};

}  // namespace

domain::Roster assemble(const std::vector<ClassRecord>& classes, const std::vector<UserRecord>& users,
                        const Draft& draft, Problems& problems) {
  return Assembly(draft, problems).assemble(classes, users);
}

}  // namespace jiaxin::roster
