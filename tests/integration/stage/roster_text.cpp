#include "roster_text.hpp"

namespace jiaxin::stage {
namespace {

std::string yes_or_no(bool value) { return value ? "true" : "false"; }

}  // namespace

RosterText& RosterText::add_class(const std::string& id, const std::string& title, const std::string& grade) {
  classes_ += id + "," + title + "," + grade + ",homeroom,s-1\n";
  return *this;
}

RosterText& RosterText::add_principal(const std::string& id, const std::string& name) {
  add_user(id, name);
  add_role(id, "principal");
  return *this;
}

RosterText& RosterText::add_teacher(const std::string& id, const std::string& name, const std::string& own,
                                    const std::vector<std::string>& others, const std::string& leads) {
  add_user(id, name, leads);
  add_role(id, "teacher");
  if (!leads.empty()) add_role(id, "ext:gradeLeader");
  const auto post = [&](const std::string& in_class, bool primary) {
    enrollments_ += "e-" + std::to_string(++enrollments_so_far_) + "," + in_class + ",s-1," + id + ",teacher," +
                    yes_or_no(primary) + "\n";
  };
  if (!own.empty()) post(own, true);
  for (const auto& other : others) post(other, false);
  return *this;
}

RosterText& RosterText::add_supervisor(const std::string& id, const std::string& name) {
  add_user(id, name);
  add_role(id, "ext:supervisor");
  return *this;
}

RosterText& RosterText::add_guardian(const std::string& id, const std::string& name) {
  add_user(id, name);
  add_role(id, "guardian");
  return *this;
}

RosterText& RosterText::add_child(const std::string& id, const std::string& name, const std::string& in_class,
                                  const std::vector<Edge>& guardians) {
  add_user(id, name);
  add_role(id, "student");
  enrollments_ += "e-" + std::to_string(++enrollments_so_far_) + "," + in_class + ",s-1," + id + ",student,false\n";
  for (const auto& edge : guardians)
    guardianships_ += id + "," + edge.guardian + "," + edge.relation + "," + yes_or_no(edge.may_sign) + "," +
                      yes_or_no(edge.receives) + "\n";
  return *this;
}

Files RosterText::files() const {
  return {
      {"manifest.csv",
       "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\nfile.academicSessions,absent\n"
       "file.orgs,bulk\nfile.courses,absent\nfile.classes,bulk\nfile.users,bulk\nfile.roles,bulk\n"
       "file.enrollments,bulk\n"},
      {"orgs.csv", "sourcedId,name,type\ns-1,云溪市青禾小学,school\n"},
      {"classes.csv", "sourcedId,title,grades,classType,schoolSourcedId\n" + classes_},
      {"users.csv", "sourcedId,enabledUser,username,givenName,familyName,grades\n" + users_},
      {"roles.csv", "sourcedId,userSourcedId,role,orgSourcedId\n" + roles_},
      {"enrollments.csv", "sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role,primary\n" + enrollments_},
      {"guardianships.csv", "childSourcedId,guardianSourcedId,relation,maySign,receives\n" + guardianships_},
  };
}

// The id is the suggested sign-in name, too.
void RosterText::add_user(const std::string& id, const std::string& name, const std::string& grades) {
  users_ += id + ",true," + id + "," + name + ",," + grades + "\n";
}

void RosterText::add_role(const std::string& id, const std::string& role) {
  roles_ += "r-" + std::to_string(++roles_so_far_) + "," + id + "," + role + ",s-1\n";
}

RosterText small_roster() {
  RosterText roster;
  roster.add_class("c-1", "三年级(1)班").add_class("c-2", "三年级(2)班");
  roster.add_principal("t-tang", "唐国栋")
      .add_teacher("t-lin", "林雪梅", "c-1")
      .add_teacher("t-he", "何静怡", "c-2", {}, "03")
      .add_teacher("t-zhou", "周振宇", "", {"c-1", "c-2"});
  roster.add_guardian("g-luo", "罗晓燕")
      .add_guardian("g-zou", "邹红霞")
      .add_guardian("g-ouyang", "欧阳明")
      .add_guardian("g-xu", "徐敏")
      .add_guardian("g-huang", "黄桂英")
      .add_guardian("g-zhang", "张丽萍")
      .add_guardian("g-liu", "刘海波")
      .add_guardian("g-han", "韩晓梅");
  roster.add_child("p-1", "陈思远", "c-1", {{"g-luo", "母亲"}})
      .add_child("p-2", "陈思齐", "c-1", {{"g-luo", "母亲"}})
      .add_child("p-3", "赵一鸣", "c-1", {{"g-zou", "母亲"}})
      .add_child("p-4", "赵一诺", "c-2", {{"g-zou", "母亲"}})
      .add_child("p-5", "欧阳若溪", "c-1", {{"g-ouyang", "父亲"}, {"g-xu", "母亲"}})
      .add_child("p-6", "刘雨桐", "c-1",
                 {{"g-huang", "祖母", false, true}, {"g-zhang", "母亲"}, {"g-liu", "父亲", true, false}})
      .add_child("p-7", "许嘉言", "c-2", {{"g-han", "母亲"}});
  return roster;
}

RosterText roster_of(int families) {
  RosterText roster;
  roster.add_class("c-1", "三年级(1)班").add_teacher("t-lin", "林雪梅", "c-1");
  for (int i = 1; i <= families; ++i) {
    const auto number = std::to_string(i);
    roster.add_guardian("g-" + number, "家长" + number);
    roster.add_child("p-" + number, "学生" + number, "c-1", {{"g-" + number, "母亲"}});
  }
  return roster;
}

}  // namespace jiaxin::stage
