// A small school whose people and places the tests know by name.
#pragma once

#include <memory>

#include "domain/directory.hpp"

namespace jiaxin::fake {

inline constexpr domain::SchoolId school_id{1};

inline constexpr domain::ClassId class_31{31};  // 三年级(1)班
inline constexpr domain::ClassId class_32{32};  // 三年级(2)班
inline constexpr domain::ClassId class_41{41};  // 四年级(1)班
inline constexpr domain::ClassId class_61{61};  // 六年级(1)班: nobody there is written to
inline constexpr domain::ClassId no_class{99};

inline constexpr domain::ChildId ming{1};    // of wang and grandmother, in 31
inline constexpr domain::ChildId hong{2};    // of wang, in 41
inline constexpr domain::ChildId yu{3};      // of li_min, and of li_gang who is not written to, in 31
inline constexpr domain::ChildId twin_a{4};  // of zhang_hua, in 31
inline constexpr domain::ChildId twin_b{5};  // of zhang_hua, in 31
inline constexpr domain::ChildId bei{6};     // of qian, in 32
inline constexpr domain::ChildId yang{7};    // of sun, who is not written to, in 61
inline constexpr domain::ChildId qi{8};      // of nobody, in 32

inline constexpr domain::MemberId wang{101};         // 父亲
inline constexpr domain::MemberId grandmother{102};  // 外祖母, may not sign
inline constexpr domain::MemberId li_min{103};       // 母亲
inline constexpr domain::MemberId li_gang{104};      // 父亲, may sign, is not written to
inline constexpr domain::MemberId zhang_hua{105};    // 母亲 of the twins
inline constexpr domain::MemberId sun{106};          // 父亲, is not written to
inline constexpr domain::MemberId zhao{200};         // class teacher of 31, teaches 32
inline constexpr domain::MemberId qian{201};         // teaches 31, mother in 32
inline constexpr domain::MemberId wu{202};           // leads grade 3, class teacher of 41
inline constexpr domain::MemberId principal{203};
inline constexpr domain::MemberId administrator{204};
inline constexpr domain::MemberId feng{205};  // class teacher of 61
inline constexpr domain::MemberId chen{206};  // class teacher of 32

inline constexpr domain::MemberKey key(domain::MemberId member) { return {school_id, member}; }

inline domain::MemberInfo person(domain::MemberId id, std::string sourced_id, std::string name) {
  return {.id = id, .sourced_id = sourced_id, .name = std::move(name), .login_hint = "login-" + sourced_id};
}

inline domain::Guardian edge(domain::ChildId child, std::string relation, bool may_sign = true, bool receives = true) {
  return {.child = child, .relation = std::move(relation), .may_sign = may_sign, .receives = receives};
}

inline std::vector<domain::MemberInfo> guardians() {
  std::vector<domain::MemberInfo> people{person(wang, "g1", "王强"),      person(grandmother, "g2", "李娜"),
                                         person(li_min, "g3", "李敏"),    person(li_gang, "g4", "李刚"),
                                         person(zhang_hua, "g5", "张华"), person(sun, "g6", "孙立")};
  people[0].children = {edge(ming, "父亲"), edge(hong, "父亲")};
  people[1].children = {edge(ming, "外祖母", false)};
  people[2].children = {edge(yu, "母亲")};
  people[3].children = {edge(yu, "父亲", true, false)};
  people[4].children = {edge(twin_a, "母亲"), edge(twin_b, "母亲")};
  people[5].children = {edge(yang, "父亲", true, false)};
  return people;
}

inline std::vector<domain::MemberInfo> staff() {
  std::vector<domain::MemberInfo> people{
      person(zhao, "t0", "赵敏"),      person(qian, "t1", "钱进"),          person(wu, "t2", "吴越"),
      person(principal, "t3", "周恒"), person(administrator, "t4", "郑直"), person(feng, "t5", "冯远"),
      person(chen, "t6", "陈静")};
  people[0].posts = {{class_31, true}, {class_32, false}};
  people[1].posts = {{class_31, false}};
  people[1].children = {edge(bei, "母亲")};
  people[2].leads_grades = {"3"};
  people[2].posts = {{class_41, true}};
  people[3].principal = true;
  people[4].administrator = true;
  people[5].posts = {{class_61, true}};
  people[6].posts = {{class_32, true}};
  return people;
}

inline std::vector<domain::MemberInfo> everybody() {
  auto people = guardians();
  for (auto& member : staff()) people.push_back(std::move(member));
  return people;
}

inline std::vector<domain::ClassInfo> classes() {
  return {{.id = class_31, .title = "三年级(1)班", .grade = "3"},
          {.id = class_32, .title = "三年级(2)班", .grade = "3"},
          {.id = class_41, .title = "四年级(1)班", .grade = "4"},
          {.id = class_61, .title = "六年级(1)班", .grade = "6"}};
}

inline std::vector<domain::ChildInfo> pupils() {
  const auto child = [](domain::ChildId id, std::string sourced_id, std::string name, domain::ClassId in) {
    return domain::ChildInfo{.id = id, .sourced_id = std::move(sourced_id), .name = std::move(name), .classes = {in}};
  };
  return {child(ming, "p1", "王小明", class_31),   child(hong, "p2", "王小红", class_41),
          child(yu, "p3", "李小雨", class_31),     child(twin_a, "p4", "张小天", class_31),
          child(twin_b, "p5", "张小地", class_31), child(bei, "p6", "陈小北", class_32),
          child(yang, "p7", "孙小洋", class_61),   child(qi, "p8", "周小七", class_32)};
}

inline std::shared_ptr<const domain::SchoolDirectory> small_school() {
  return std::make_shared<const domain::SchoolDirectory>(domain::SchoolInfo{school_id, "向阳路小学", "Asia/Shanghai"},
                                                         classes(), pupils(), everybody());
}

}  // namespace jiaxin::fake
