#include "membership_choice.hpp"

#include <algorithm>

#include "read_number.hpp"

namespace jiaxin::cli {
namespace {

std::string names_of(const Memberships& memberships) {
  std::string names;
  for (const auto& membership : memberships) {
    if (!names.empty()) names += "、";
    names += membership.school_name() + " (" + std::to_string(membership.ref().school_id()) + "/" +
             std::to_string(membership.ref().member_id()) + ")";
  }
  return names;
}

Memberships those_that(const Memberships& memberships, const std::function<bool(const v1::Membership&)>& fits) {
  Memberships found;
  std::copy_if(memberships.begin(), memberships.end(), std::back_inserter(found), fits);
  return found;
}

}  // namespace

bool may_send(const v1::Membership& membership) {
  return membership.may_send_to_size() > 0 || membership.may_send_to_grades_size() > 0 ||
         membership.may_send_to_school();
}

bool has_role(const v1::Membership& membership, v1::Role role) {
  return std::find(membership.roles().begin(), membership.roles().end(), role) != membership.roles().end();
}

bool is_at_school(const v1::Membership& membership, const std::string& school) {
  const auto school_id = std::to_string(membership.ref().school_id());
  return school.empty() || membership.school_name() == school || school_id == school ||
         school_id + "/" + std::to_string(membership.ref().member_id()) == school;
}

Result<v1::Membership> choose_membership(const Memberships& memberships, const std::string& school,
                                         const std::function<bool(const v1::Membership&)>& fits,
                                         const Purpose& purpose) {
  const auto able = those_that(memberships, fits);
  if (able.empty())
    return refused("您在任何学校都没有权限" + purpose.zh + "。", "You may not " + purpose.en + " at any school.");
  const auto there = those_that(able, [&](const auto& membership) { return is_at_school(membership, school); });
  if (there.size() == 1) return there.front();
  if (there.empty())
    return usage("您在“" + school + "”不能" + purpose.zh + "；可选的学校：" + names_of(able) + "。",
                 "You may not " + purpose.en + " at “" + school + "”; you may at: " + names_of(able) + ".");
  return usage("请用 --school 指明学校：" + names_of(there) + "。",
               "Name the school with --school: " + names_of(there) + ".");
}

Result<std::uint32_t> find_class(const Classes& classes, const std::string& title_or_id) {
  std::vector<std::uint32_t> titled;
  std::string titles;
  for (const auto& known : classes) {
    if (known.title() == title_or_id) titled.push_back(known.class_id());
    titles += (titles.empty() ? "" : "、") + known.title();
  }
  std::uint32_t number = 0;
  if (titled.size() == 1) return titled.front();
  if (titled.empty() && read_number(title_or_id, number)) return number;
  if (titled.size() > 1)
    return usage("有几个班级都叫“" + title_or_id + "”，请写班级编号（见 jiaxin whoami）。",
                 "Several classes are called “" + title_or_id + "”: give the class number (see jiaxin whoami).");
  const std::string listed = titles.empty() ? "-" : titles;
  return usage("您可选的班级里没有“" + title_or_id + "”；可选：" + listed + "。",
               "None of the classes open to you is called “" + title_or_id + "”; they are: " + listed + ".");
}

const v1::Membership* find_membership(const Memberships& memberships, const v1::MemberRef& ref) {
  for (const auto& membership : memberships)
    if (membership.ref().school_id() == ref.school_id() && membership.ref().member_id() == ref.member_id())
      return &membership;
  return nullptr;
}

}  // namespace jiaxin::cli
