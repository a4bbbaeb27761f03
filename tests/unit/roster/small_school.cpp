#include "small_school.hpp"

#include <stdexcept>
#include <utility>

namespace jiaxin::roster {

SmallSchool::SmallSchool() {
  files_["manifest.csv"] =
      "propertyName,value\n"
      "manifest.version,1.0\n"
      "oneroster.version,1.2\n"
      "file.academicSessions,absent\n"
      "file.courses,absent\n"
      "file.orgs,bulk\n"
      "file.classes,bulk\n"
      "file.users,bulk\n"
      "file.roles,bulk\n"
      "file.enrollments,bulk\n"
      "file.guardianships,bulk\n";
  files_["orgs.csv"] =
      "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n"
      "d1,,,某区教育局,district,,\n"
      "s1,,,试验小学,school,,d1\n";
  files_["classes.csv"] =
      "sourcedId,status,dateLastModified,title,grades,classType,schoolSourcedId\n"
      "c31,,,三年级(1)班,03,homeroom,s1\n"
      "c32,,,三年级(2)班,3,homeroom,s1\n"
      "art,,,美术社团,03,scheduled,s1\n";
  files_["users.csv"] =
      "sourcedId,status,dateLastModified,enabledUser,username,givenName,familyName,grades\n"
      "p1,,,true,,小明,王,03\n"
      "p2,,,false,,小红,李,03\n"
      "t1,,,true,zhao.min,敏,赵,\n"
      "t2,,,true,qian.jin,进,钱,\n"
      "g1,,,true,wang.qiang,强,王,\n"
      "g2,,,true,li.na,娜,李,\n"
      "h1,,,true,zhou.heng,恒,周,\n"
      "l1,,,true,wu.yue,越,吴,\"04,03\"\n";
  files_["roles.csv"] =
      "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId\n"
      "r1,,,p1,primary,student,,,s1\n"
      "r2,,,p2,primary,student,,,s1\n"
      "r3,,,t1,primary,teacher,,,s1\n"
      "r4,,,t2,primary,teacher,,,s1\n"
      "r5,,,t2,secondary,parent,,,s1\n"
      "r6,,,g1,primary,guardian,,,s1\n"
      "r7,,,g2,primary,relative,,,s1\n"
      "r8,,,h1,primary,principal,,,s1\n"
      "r9,,,h1,secondary,siteAdministrator,,,s1\n"
      "r10,,,l1,primary,teacher,,,s1\n"
      "r11,,,l1,secondary,ext:gradeLeader,,,s1\n";
  files_["enrollments.csv"] =
      "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary\n"
      "e1,,,art,s1,p1,student,\n"
      "e2,,,c31,s1,p1,student,false\n"
      "e3,,,c32,s1,p2,student,false\n"
      "e4,,,c31,s1,t1,teacher,true\n"
      "e5,,,c31,s1,t2,teacher,false\n"
      "e6,,,art,s1,t2,teacher,true\n";
  files_["guardianships.csv"] =
      "childSourcedId,guardianSourcedId,relation,maySign,receives\n"
      "p1,g1,父亲,true,true\n"
      "p1,g2,外祖母,false,true\n"
      "p2,t2,母亲,true,false\n";
}

SmallSchool& SmallSchool::replace(const std::string& file, std::string_view from, std::string_view to) {
  std::string& bytes = files_.at(file);
  const std::size_t at = bytes.find(from);
  if (at == std::string::npos) throw std::logic_error("the small school has no " + std::string(from));
  bytes.replace(at, from.size(), to);
  return *this;
}

SmallSchool& SmallSchool::append(const std::string& file, std::string_view line) {
  files_.at(file).append(line).append("\n");
  return *this;
}

SmallSchool& SmallSchool::set(const std::string& file, std::string bytes) {
  files_[file] = std::move(bytes);
  return *this;
}

SmallSchool& SmallSchool::drop(const std::string& file) {
  files_.erase(file);
  return *this;
}

std::vector<RosterFile> SmallSchool::files() const {
  std::vector<RosterFile> list;
  for (const auto& [name, bytes] : files_) list.push_back({name, bytes});
  return list;
}

}  // namespace jiaxin::roster
