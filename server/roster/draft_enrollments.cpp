// enrollments.csv: who learns and who teaches in which class.
#include <set>
#include <tuple>

#include "roster/draft.hpp"

namespace jiaxin::roster {

namespace {

class EnrollmentStep {
 public:
  EnrollmentStep(Draft& draft, Problems& problems) : draft_(draft), problems_(problems) {}

  void apply(const EnrollmentRecord& record) {
    if (record.leaving || record.role == EnrollmentRole::other) return;
    expect_school(record);
    DraftClass* const where = find_class(record);
    DraftPerson* const who = find_person(draft_, record.place, "userSourcedId", record.user_id, problems_);
    if (!where || !who || where->record->leaving || who->gone() || is_repeated(record)) return;
    record.role == EnrollmentRole::student ? enroll_pupil(record, *where, *who) : post_teacher(record, *where, *who);
  }

 private:
  void expect_school(const EnrollmentRecord& record) {
    if (!draft_.school || draft_.is_school(record.school_id)) return;
    problems_.add(record.place, {text("schoolSourcedId ", shown(record.school_id), " 不是本校"),
                                 text("the schoolSourcedId ", shown(record.school_id), " is not this school")});
  }

  DraftClass* find_class(const EnrollmentRecord& record) {
    const auto found = draft_.classes.find(record.class_id);
    if (found != draft_.classes.end()) return &found->second;
    problems_.add(record.place, {text("classSourcedId ", shown(record.class_id), " 不在 classes.csv 中"),
                                 text("the classSourcedId ", shown(record.class_id), " is not in classes.csv")});
    return nullptr;
  }

  bool is_repeated(const EnrollmentRecord& record) {
    if (seen_.insert({record.user_id, record.class_id, record.role}).second) return false;
    problems_.add(record.place,
                  {text("用户 ", shown(record.user_id), " 已以同一角色列入这个班级"),
                   text("the user ", shown(record.user_id), " is already in this class in the same role")});
    return true;
  }

  void enroll_pupil(const EnrollmentRecord& record, const DraftClass& where, DraftPerson& who) {
    if (!who.pupil) {
      return complain(record, "学生名单中的用户 ", " 在 roles.csv 中没有 student 角色",
                      " is enrolled as a pupil but is no student in roles.csv");
    }
    if (!where.record->homeroom) {
      who.other_classes.emplace_back(record.class_id);
    } else if (who.homeroom) {
      complain(record, "学生 ", " 已经在另一个行政班 (homeroom)", " is already in another homeroom class");
    } else {
      who.homeroom = where.record;
    }
  }

  void post_teacher(const EnrollmentRecord& record, DraftClass& where, DraftPerson& who) {
    if (!who.teacher) {
      return complain(record, "任课用户 ", " 在 roles.csv 中没有 teacher 角色",
                      " teaches a class but is no teacher in roles.csv");
    }
    const bool class_teacher = where.record->homeroom && record.primary;
    if (class_teacher && where.class_teacher) {
      return complain(record, "班主任只能有一位，", " 是第二位", " is a second class teacher (primary) of the class");
    }
    if (class_teacher) where.class_teacher = &who;
    who.posts.push_back({std::string(record.class_id), class_teacher});
  }

  void complain(const EnrollmentRecord& record, std::string_view zh_before, std::string_view zh, std::string_view en) {
    const std::string user = shown(record.user_id);
    problems_.add(record.place, {text(zh_before, user, zh), text("the user ", user, en)});
  }

  Draft& draft_;
  Problems& problems_;
  std::set<std::tuple<std::string_view, std::string_view, EnrollmentRole>> seen_;
};

}  // namespace

void apply_enrollments(const std::vector<EnrollmentRecord>& enrollments, Draft& draft, Problems& problems) {
  EnrollmentStep step(draft, problems);
  for (const EnrollmentRecord& record : enrollments) step.apply(record);
}

}  // namespace jiaxin::roster
