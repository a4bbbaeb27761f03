// A school's hand-over: several CSV files, each after a line "==> name". It becomes a whole and consistent roster, or
// problems that can be shown.
#include <algorithm>
#include <set>

#include "property.hpp"
#include "roster/oneroster_parser.hpp"
#include "roster/utf8.hpp"

namespace jiaxin::fuzz {
namespace {

using namespace roster;
using Ids = std::set<std::string_view>;

std::vector<RosterFile> files_of(std::string_view rest) {
  constexpr std::string_view mark = "==> ";
  std::vector<RosterFile> files;
  cut(rest, mark);
  while (!rest.empty()) {
    auto file = cut(rest, mark);
    const auto name = cut(file, "\n");
    files.push_back({std::string(name), std::string(file)});
  }
  return files;
}

void check_problems(const std::vector<Problem>& problems) {
  expect(problems.size() <= Problems::max_problems + 1, "the list of problems is bounded");
  for (const auto& problem : problems) {
    expect(!problem.reason_zh.empty() && !problem.reason_en.empty(), "a problem has words");
    for (const std::string& words : {problem.reason_zh, problem.reason_en})
      expect(valid_utf8(words) && !has_control_characters(words), "which can be shown");
  }
}

template <class List>
Ids ids_of(const List& list) {
  Ids ids;
  for (const auto& one : list) expect(ids.insert(one.sourced_id).second, "ids are unique");
  return ids;
}

void check_name(std::string_view name) {
  expect(!name.empty() && valid_utf8(name) && !has_control_characters(name), "a name is a line of text");
}

void check_person(const domain::RosterPerson& person, const Ids& classes, const Ids& children) {
  check_name(person.name);
  for (const auto& post : person.posts) expect(classes.contains(post.class_id), "a post is in a class of the school");
  Ids own;
  for (const auto& guardianship : person.children) {
    expect(children.contains(guardianship.child_id), "a guardian's child is a child of the school");
    expect(own.insert(guardianship.child_id).second, "nobody is twice the guardian of a child");
  }
}

void check_roster(const domain::Roster& roster) {
  const auto classes = ids_of(roster.classes);
  const auto children = ids_of(roster.children);
  ids_of(roster.people);
  check_name(roster.school_name);
  for (const auto& one : roster.classes) expect(one.grade.size() == 1 && one.grade >= "1" && one.grade <= "9", "grade");
  for (const auto& child : roster.children) {
    check_name(child.name);
    for (const auto& id : child.class_ids) expect(classes.contains(id), "a child's class is a class of the school");
  }
  for (const auto& person : roster.people) check_person(person, classes, children);
}

}  // namespace
}  // namespace jiaxin::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jiaxin;
  const auto result = roster::parse_oneroster(fuzz::files_of(fuzz::text_of(data, size)));
  fuzz::expect(result.roster.has_value() == result.problems.empty(), "a roster or problems, never both or none");
  fuzz::check_problems(result.problems);
  if (result.roster) fuzz::check_roster(*result.roster);
  return 0;
}
