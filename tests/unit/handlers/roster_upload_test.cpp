#include "handlers/roster_upload.hpp"

#include "handler_scene.hpp"

namespace jiaxin::handlers {
namespace {

using testing::IsEmpty;

const std::vector<std::pair<std::string, std::string>>& good_files() {
  static const std::vector<std::pair<std::string, std::string>> files{
      {"manifest.csv",
       "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\nfile.academicSessions,absent\n"
       "file.courses,absent\nfile.orgs,bulk\nfile.classes,bulk\nfile.users,bulk\nfile.roles,bulk\n"
       "file.enrollments,bulk\nfile.guardianships,bulk\n"},
      {"orgs.csv",
       "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n"
       "s1,,,试验小学,school,,\n"},
      {"classes.csv",
       "sourcedId,status,dateLastModified,title,grades,classType,schoolSourcedId\n"
       "c31,,,三年级(1)班,03,homeroom,s1\n"},
      {"users.csv",
       "sourcedId,status,dateLastModified,enabledUser,username,givenName,familyName,grades\n"
       "p1,,,true,,小明,王,03\nt1,,,true,zhao.min,敏,赵,\ng1,,,true,wang.qiang,强,王,\n"},
      {"roles.csv",
       "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId\n"
       "r1,,,p1,primary,student,,,s1\nr3,,,t1,primary,teacher,,,s1\nr6,,,g1,primary,guardian,,,s1\n"},
      {"enrollments.csv",
       "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary\n"
       "e2,,,c31,s1,p1,student,false\ne4,,,c31,s1,t1,teacher,true\n"},
      {"guardianships.csv", "childSourcedId,guardianSourcedId,relation,maySign,receives\np1,g1,父亲,true,true\n"},
  };
  return files;
}

class Upload : public Scene {
 protected:
  ReplyBox put(const std::string& file, std::uint64_t offset, const std::string& data,
               domain::MemberId who = administrator) {
    v1::PutRosterPiece piece;
    name(*piece.mutable_member(), who);
    piece.set_file_name(file);
    piece.set_offset(offset);
    piece.set_data(data);
    ReplyBox box;
    upload.put(server.services, caller(who), piece, box.reply());
    return box;
  }
  std::uint64_t kept(const ReplyBox& box) {
    EXPECT_TRUE(box.frame().has_roster_piece_kept()) << box.frame().ShortDebugString();
    return box.frame().roster_piece_kept().size();
  }
  ReplyBox apply(bool dry_run = false, domain::MemberId who = administrator) {
    v1::ApplyRoster request;
    name(*request.mutable_member(), who);
    request.set_dry_run(dry_run);
    ReplyBox box;
    upload.apply(server.services, caller(who), request, box.reply());
    return box;
  }
  void put_all() {
    for (const auto& [file, bytes] : good_files()) EXPECT_EQ(kept(put(file, 0, bytes)), bytes.size());
  }
  RosterUpload upload;
};

TEST_F(Upload, OfAWholeRosterIsApplied) {
  put_all();
  const auto applied = apply().frame().roster_applied();
  EXPECT_EQ(applied.classes(), 1U);
  EXPECT_EQ(applied.children(), 1U);
  EXPECT_EQ(applied.people_left(), 3U);
  EXPECT_FALSE(applied.dry_run());
  ASSERT_EQ(server.schools.applied().size(), 1U);
  EXPECT_EQ(server.schools.applied()[0].school, school_id);
  EXPECT_EQ(server.schools.applied()[0].roster.classes.at(0).title, "三年级(1)班");
  EXPECT_FALSE(server.schools.applied()[0].dry_run);
}

TEST_F(Upload, IsTriedWithoutBeingApplied) {
  put_all();
  EXPECT_TRUE(apply(true).frame().roster_applied().dry_run());
  EXPECT_TRUE(server.schools.applied().at(0).dry_run);
}

TEST_F(Upload, PutsPiecesTogetherInTheirOrder) {
  for (const auto& [file, bytes] : good_files()) {
    std::uint64_t at = 0;
    for (; at < bytes.size(); at += 7)
      EXPECT_EQ(kept(put(file, at, bytes.substr(at, 7))), std::min(at + 7, bytes.size()));
  }
  EXPECT_TRUE(apply().frame().has_roster_applied());
}

TEST_F(Upload, RefusesAPieceThatDoesNotFollowTheLastOne) {
  put("users.csv", 0, "abcdef");
  for (const std::uint64_t offset : {5U, 7U, 999U}) {
    const auto error = put("users.csv", offset, "x").error();
    EXPECT_EQ(error.code(), v1::ERROR_CODE_INVALID);
    EXPECT_EQ(error.field(), "put_roster_piece.offset");
  }
  EXPECT_EQ(put("roles.csv", 6, "x").error().field(), "put_roster_piece.offset");
  EXPECT_EQ(kept(put("users.csv", 6, "gh")), 8U) << "what was refused has left no trace";
}

TEST_F(Upload, StartsAFileAnewFromItsFirstByte) {
  put("users.csv", 0, "rubbish");
  EXPECT_EQ(kept(put("users.csv", 0, "abc")), 3U);
  put_all();
  EXPECT_TRUE(apply().frame().has_roster_applied());
}

TEST_F(Upload, TakesNoMoreFilesThanItsLimit) {
  for (std::size_t i = 0; i < RosterUpload::max_files; ++i)
    EXPECT_EQ(kept(put("file" + std::to_string(i), 0, "x")), 1U);
  EXPECT_EQ(put("one too many", 0, "x").error().code(), v1::ERROR_CODE_TOO_LARGE);
  EXPECT_EQ(kept(put("file3", 1, "y")), 2U);
}

TEST_F(Upload, TakesNoMoreBytesThanItsLimit) {
  const std::string piece(48 * 1024, 'x');
  std::uint64_t at = 0;
  while (at + piece.size() <= RosterUpload::max_bytes) {
    ASSERT_EQ(kept(put("users.csv", at, piece)), at + piece.size());
    at += piece.size();
  }
  EXPECT_EQ(put("users.csv", at, piece).error().code(), v1::ERROR_CODE_TOO_LARGE);
  EXPECT_EQ(put("roles.csv", 0, piece).error().code(), v1::ERROR_CODE_TOO_LARGE) << "all files count together";
  const auto left = RosterUpload::max_bytes - at;
  EXPECT_EQ(kept(put("users.csv", at, std::string(left, 'x'))), RosterUpload::max_bytes);
}

TEST_F(Upload, IsTheAdministratorsAlone) {
  for (const auto who : {wang, zhao, principal}) {
    EXPECT_EQ(put("users.csv", 0, "x", who).error().code(), v1::ERROR_CODE_FORBIDDEN);
    EXPECT_EQ(apply(false, who).error().code(), v1::ERROR_CODE_FORBIDDEN);
  }
}

TEST_F(Upload, OfNothingIsInvalid) {
  EXPECT_EQ(apply().error().code(), v1::ERROR_CODE_INVALID);
  EXPECT_THAT(server.schools.applied(), IsEmpty());
}

TEST_F(Upload, WithBadRowsSaysWhereAndChangesNothing) {
  put_all();
  put("classes.csv", 0,
      "sourcedId,status,dateLastModified,title,grades,classType,schoolSourcedId\nc31,,,,99,homeroom,s1\n");
  const auto problems = apply().frame().roster_problems();
  ASSERT_GT(problems.problems_size(), 0);
  EXPECT_EQ(problems.problems(0).file(), "classes.csv");
  EXPECT_EQ(problems.problems(0).line(), 2U);
  EXPECT_FALSE(problems.problems(0).reason_zh().empty());
  EXPECT_FALSE(problems.problems(0).reason_en().empty());
  EXPECT_THAT(server.schools.applied(), IsEmpty());
}

TEST_F(Upload, WithVeryManyBadRowsFitsIntoAFrame) {
  put_all();
  std::string rows = "childSourcedId,guardianSourcedId,relation,maySign,receives\n";
  for (int i = 0; i < 900; ++i) rows += "p" + std::string(40, 'x') + ",nobody,父亲,perhaps,maybe\n";
  put("guardianships.csv", 0, rows);
  const auto answer = apply().frame();
  ASSERT_GT(answer.roster_problems().problems_size(), 0);
  EXPECT_LE(codec::encode(answer).size(), codec::max_frame_bytes);
}

TEST_F(Upload, IsForgottenOnceItIsApplied) {
  put_all();
  apply();
  EXPECT_EQ(apply().error().code(), v1::ERROR_CODE_INVALID);
}

TEST_F(Upload, IsReadInTheBackgroundAndAnsweredFromThere) {
  put_all();
  server.background.later = true;
  const auto box = apply();
  EXPECT_EQ(box.count(), 0U);
  server.background.run_waiting();
  EXPECT_TRUE(box.frame().has_roster_applied());
}

TEST_F(Upload, OutlivesTheConnectionThatAskedForIt) {
  server.background.later = true;
  for (const auto& [file, bytes] : good_files()) put(file, 0, bytes);
  const auto box = apply();
  upload = RosterUpload();
  server.background.run_waiting();
  EXPECT_TRUE(box.frame().has_roster_applied());
}

TEST_F(Upload, IsKeptForTheRepeatWhereTooMuchIsWaiting) {
  put_all();
  server.background.busy = true;
  const auto error = apply().error();
  EXPECT_EQ(error.code(), v1::ERROR_CODE_UNAVAILABLE);
  EXPECT_EQ(error.retry(), v1::RETRY_LATER) << "the same request again";
  server.background.busy = false;
  EXPECT_TRUE(apply().frame().has_roster_applied());
}

TEST_F(Upload, IsUnavailableWhereNothingCanBeStored) {
  put_all();
  server.schools.answers.fail_call(1);
  EXPECT_EQ(apply().error().code(), v1::ERROR_CODE_UNAVAILABLE);
}

}  // namespace
}  // namespace jiaxin::handlers
