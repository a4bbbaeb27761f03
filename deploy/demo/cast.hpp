// Who plays. Everybody else of the school has no account.
#pragma once

#include <filesystem>
#include <vector>

#include "person.hpp"

namespace jiaxin::demo {

// Of all demo accounts; the school is made up and lives in a temporary folder.
inline constexpr const char* demo_password = "qinghe-demo-2026";

struct Cast {
  Cast(Bell& bell, const std::filesystem::path& folder);

  Person admin;
  Person tang;    // principal
  Person lin;     // class teacher of 三年级(1)班
  Person he;      // leader of grade 3, on a line that will be cut
  Person luo;     // mother of twins in the class
  Person zou;     // mother of twins in two classes of the grade
  Person ouyang;  // father of 欧阳若溪, offline at first
  Person xu;      // mother of 欧阳若溪
  Person huang;   // grandmother of 刘雨桐; may not sign
  Person zhang;   // mother of 刘雨桐, far away
  Person han;     // mother of 许嘉言, the only one who may sign

  std::vector<Person*> on_roster();
  std::vector<Person*> guardians();
};

}  // namespace jiaxin::demo
