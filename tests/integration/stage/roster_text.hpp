// A small school as OneRoster files, written person by person.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace jiaxin::stage {

using Files = std::map<std::string, std::string>;  // by name

struct Edge {
  std::string guardian;
  std::string relation;
  bool may_sign = true;
  bool receives = true;
};

class RosterText {
 public:
  RosterText& add_class(const std::string& id, const std::string& title, const std::string& grade = "03");
  RosterText& add_principal(const std::string& id, const std::string& name);
  // Class teacher of `own`, if any, and teacher of the others. `leads`: grades.
  RosterText& add_teacher(const std::string& id, const std::string& name, const std::string& own,
                          const std::vector<std::string>& others = {}, const std::string& leads = "");
  RosterText& add_supervisor(const std::string& id, const std::string& name);
  RosterText& add_guardian(const std::string& id, const std::string& name);
  RosterText& add_child(const std::string& id, const std::string& name, const std::string& in_class,
                        const std::vector<Edge>& guardians);
  Files files() const;

 private:
  void add_user(const std::string& id, const std::string& name, const std::string& grades = "");
  void add_role(const std::string& id, const std::string& role);

  std::string classes_, users_, roles_, enrollments_, guardianships_;
  int roles_so_far_ = 0, enrollments_so_far_ = 0;
};

// 三年级(1)班 (c-1) with class teacher 林雪梅 (t-lin), 三年级(2)班 (c-2) with 何静怡 (t-he), who leads grade 3;
// 周振宇 (t-zhou) teaches both; 唐国栋 (t-tang) is the principal. Families:
//   罗晓燕 (g-luo)     p-1 and p-2 in c-1
//   邹红霞 (g-zou)     p-3 in c-1 and p-4 in c-2
//   欧阳明 (g-ouyang) and 徐敏 (g-xu), both may sign: p-5 in c-1
//   黄桂英 (g-huang), may not sign; 张丽萍 (g-zhang); 刘海波 (g-liu), does not receive: p-6 in c-1
//   韩晓梅 (g-han)     p-7 in c-2
RosterText small_roster();

// A class c-1 with class teacher 林雪梅 (t-lin), and so many children p-1 ..., each with one guardian g-1 ....
RosterText roster_of(int families);

}  // namespace jiaxin::stage
