#include "domain/audience.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace jiaxin::domain {
namespace {

bool includes(const Audience& to, const ClassInfo& info) {
  return to.whole_school || std::count(to.classes.begin(), to.classes.end(), info.id) > 0 ||
         std::count(to.grades.begin(), to.grades.end(), info.grade) > 0;
}

std::set<ChildId> children_of(const SchoolDirectory& school, const Audience& to) {
  std::set<ChildId> children;
  for (const auto& info : school.classes())
    if (includes(to, info)) children.insert(info.children.begin(), info.children.end());
  return children;
}

std::string grade_in_words(const std::string& grade) {
  constexpr std::array words{"一", "二", "三", "四", "五", "六", "七", "八", "九"};
  const bool known = grade.size() == 1 && grade[0] >= '1' && grade[0] <= '9';
  return (known ? words[static_cast<std::size_t>(grade[0] - '1')] : grade) + std::string("年级");
}

void add_once(std::vector<std::string>& parts, std::string part) {
  if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(std::move(part));
}

std::string join(const std::vector<std::string>& parts, const std::string& unit) {
  constexpr std::size_t shown = 6;
  std::string text;
  for (std::size_t i = 0; i < parts.size() && i < shown; ++i) text += (i ? "、" : "") + parts[i];
  if (parts.size() > shown) text += "等" + std::to_string(parts.size()) + unit;
  return text;
}

}  // namespace

std::vector<Recipient> recipients_of(const SchoolDirectory& school, const Audience& to) {
  std::map<MemberId, Recipient> found;
  for (const auto id : children_of(school, to)) {
    for (const auto& edge : school.find(id)->guardians) {
      if (!edge.receives) continue;
      auto& recipient = found[edge.member];
      recipient.member = edge.member;
      recipient.children.push_back(&edge);
    }
  }
  std::vector<Recipient> recipients;
  recipients.reserve(found.size());
  for (auto& [member, recipient] : found) recipients.push_back(std::move(recipient));
  return recipients;
}

bool overlap(const SchoolDirectory& school, const Audience& a, const Audience& b) {
  const auto& classes = school.classes();
  return std::any_of(classes.begin(), classes.end(),
                     [&](const ClassInfo& info) { return includes(a, info) && includes(b, info); });
}

std::vector<std::string> grades_of(const SchoolDirectory& school, const Audience& to) {
  std::set<std::string> grades(to.grades.begin(), to.grades.end());
  for (const auto id : to.classes)
    if (const auto* info = school.find(id)) grades.insert(info->grade);
  return {grades.begin(), grades.end()};
}

std::string describe(const SchoolDirectory& school, const Audience& to) {
  if (to.whole_school) return "全校";
  std::vector<std::string> parts;
  for (const auto& grade : to.grades) add_once(parts, grade_in_words(grade));
  for (const auto id : to.classes)
    if (const auto* info = school.find(id)) add_once(parts, info->title);
  return join(parts, to.grades.empty() ? "个班级" : "个年级");
}

}  // namespace jiaxin::domain
