#include "storage/identities.hpp"
#include "support.hpp"

namespace jiaxin::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::int64_t now = 1000, expiry = 2000;

class Identities : public StoreTest {
 protected:
  using Redemption = std::variant<Redeemed, CodeRefused>;
  using Joining = std::variant<Joined, CodeRefused>;

  void SetUp() override {
    StoreTest::SetUp();
    school_ = found_small_school();
    mother_ = {school_, member(school_, "p-mu")};
    father_ = {school_, member(school_, "p-fu")};
  }

  void issue(MemberKey member, std::uint64_t code) {
    ASSERT_TRUE(answer_of<bool>([&](auto done) {
      store_->issue_codes({{member, bytes_of(code)}}, at_ms(expiry), done);
    }));
  }
  bool good(std::uint64_t code, std::int64_t at = now) {
    return answer_of<bool>([&](auto done) { store_->code_is_good(bytes_of(code), at_ms(at), done); }).value();
  }
  Redemption redeem(std::uint64_t code, const std::string& login = "", const std::string& password = "hash",
                    std::int64_t at = now) {
    const NewDevice device{bytes_of(++tokens_), "手机"};
    return answer_of<Redemption>(
               [&](auto done) { store_->redeem_code(bytes_of(code), login, password, device, at_ms(at), done); })
        .value();
  }
  Redeemed redeemed(std::uint64_t code, const std::string& login = "", const std::string& password = "hash") {
    return std::get<Redeemed>(redeem(code, login, password));
  }
  CodeRefused refused(std::uint64_t code, const std::string& login = "", std::int64_t at = now) {
    return std::get<CodeRefused>(redeem(code, login, "hash", at));
  }
  Joining join(std::uint64_t code, IdentityId identity, std::int64_t at = now) {
    return answer_of<Joining>([&](auto done) { store_->join(bytes_of(code), identity, at_ms(at), done); }).value();
  }
  SessionOpened open(IdentityId identity, std::uint64_t token, std::int64_t at = now) {
    return answer_of<SessionOpened>([&](auto done) {
             store_->open_session(identity, {bytes_of(token), "平板"}, at_ms(at), done);
           })
        .value();
  }
  std::optional<LoginRecord> find(const std::string& login) {
    return answer_of<std::optional<LoginRecord>>([&](auto done) { store_->find_login(login, done); }).value();
  }
  std::optional<SessionRecord> resume(std::uint64_t token, std::int64_t at = now) {
    return answer_of<std::optional<SessionRecord>>(
               [&](auto done) { store_->resume_session(bytes_of(token), at_ms(at), done); })
        .value();
  }
  std::vector<MemberKey> members_of(const SessionRecord& session) {
    std::vector<MemberKey> keys;
    for (const auto& one : session.memberships) keys.push_back(one.key);
    return keys;
  }

  SchoolId school_;
  MemberKey mother_, father_;
  std::uint64_t tokens_ = 0;
};

TEST_F(Identities, ACodeMakesAnIdentityUnderTheRostersHint) {
  issue(mother_, 11);
  EXPECT_TRUE(good(11));
  const auto made = redeemed(11, "", "secret");
  EXPECT_EQ(made.session.login, "mu");
  EXPECT_THAT(made.ended, IsEmpty());
  ASSERT_THAT(members_of(made.session), ElementsAre(mother_));
  EXPECT_TRUE(made.session.memberships[0].epoch);
  EXPECT_EQ(find("mu")->password_hash, "secret");
  EXPECT_EQ(find("mu")->identity, made.session.identity);
}

TEST_F(Identities, ACodeIsGoodOnce) {
  issue(mother_, 11);
  redeemed(11);
  EXPECT_FALSE(good(11));
  EXPECT_EQ(refused(11), CodeRefused::wrong_code);
  EXPECT_EQ(std::get<CodeRefused>(join(11, find("mu")->identity)), CodeRefused::wrong_code);
}

TEST_F(Identities, ACodeIsGoodUntilItExpires) {
  issue(mother_, 11);
  EXPECT_TRUE(good(11, expiry - 1));
  EXPECT_FALSE(good(11, expiry));
  EXPECT_EQ(refused(11, "", expiry), CodeRefused::wrong_code);
}

TEST_F(Identities, ANewCodeVoidsTheEarlierOne) {
  issue(mother_, 11);
  issue(mother_, 12);
  EXPECT_FALSE(good(11));
  EXPECT_TRUE(good(12));
}

TEST_F(Identities, AnUnknownCodeAndAnUnknownMembersCodeAreNotGood) {
  EXPECT_FALSE(good(99));
  EXPECT_EQ(refused(99), CodeRefused::wrong_code);
  EXPECT_FALSE(answer_of<bool>([&](auto done) {
    store_->issue_codes({{mother_, bytes_of(11)}, {{school_, {999}}, bytes_of(12)}}, at_ms(expiry), done);
  }));
  EXPECT_FALSE(good(11)) << "all or none";
}

TEST_F(Identities, ATakenNameIsRefusedAndTheCodeStaysGood) {
  issue(mother_, 11);
  redeemed(11, "Family");
  issue(father_, 12);
  EXPECT_EQ(refused(12, " FAMILY "), CodeRefused::name_taken);
  EXPECT_TRUE(good(12));
  EXPECT_EQ(redeemed(12).session.login, "fu");
}

TEST_F(Identities, NamesAreTheSameWhateverTheirCaseAndSpaces) {
  issue(mother_, 11);
  EXPECT_EQ(redeemed(11, " Mama2024 ").session.login, "mama2024");
  EXPECT_TRUE(find("MAMA2024"));
  EXPECT_TRUE(find("  mama2024 "));
  EXPECT_FALSE(find("mama"));
  EXPECT_FALSE(find(""));
}

TEST_F(Identities, TheBuiltInAdministratorIsCalledAdminUnlessHeChoosesAnotherName) {
  EXPECT_EQ(redeemed(1, "").session.login, "admin");
}

TEST_F(Identities, ASecondCodeSetsThePasswordAndEndsEarlierSessions) {
  issue(mother_, 11);
  const auto first = redeemed(11, "", "old");
  issue(mother_, 12);
  const auto second = redeemed(12, "newname", "new");
  EXPECT_EQ(second.session.identity, first.session.identity);
  EXPECT_THAT(second.ended, ElementsAre(first.session.device));
  EXPECT_FALSE(find("mu"));
  EXPECT_EQ(find("newname")->password_hash, "new");
  EXPECT_FALSE(resume(1));
  EXPECT_TRUE(resume(2));
}

TEST_F(Identities, AnEmptyNameKeepsTheNameAtAReset) {
  issue(mother_, 11);
  redeemed(11, "mama");
  issue(mother_, 12);
  EXPECT_EQ(redeemed(12).session.login, "mama");
}

TEST_F(Identities, OneSchoolsCodeDoesNotOpenAnotherSchoolsDoor) {
  const auto other = found_small_school("第二小学", 2);
  const MemberKey there{other, member(other, "p-mu")};
  issue(mother_, 11);
  const auto both = redeemed(11, "mama", "hers");
  issue(there, 12);
  EXPECT_EQ(std::get<Joined>(join(12, both.session.identity)).membership.key, there);
  EXPECT_FALSE(good(12));
  EXPECT_THAT(members_of(resume(1).value()), ElementsAre(mother_, there));

  issue(there, 13);  // the second school issues another code: it opens its own door only
  EXPECT_EQ(refused(13, "mama"), CodeRefused::name_taken);
  const auto apart = redeemed(13, "mama-2", "theirs");
  EXPECT_NE(apart.session.identity, both.session.identity);
  EXPECT_THAT(members_of(apart.session), ElementsAre(there));
  EXPECT_THAT(apart.ended, IsEmpty());
  EXPECT_THAT(apart.moved, ElementsAre(both.session.device))
      << "she is connected with a membership that is not hers now";
  EXPECT_EQ(find("mama")->password_hash, "hers");
  EXPECT_THAT(members_of(resume(1).value()), ElementsAre(mother_));
}

TEST_F(Identities, JoiningNeedsAGoodCode) {
  issue(mother_, 11);
  const auto identity = redeemed(11).session.identity;
  issue(father_, 12);
  EXPECT_EQ(std::get<CodeRefused>(join(99, identity)), CodeRefused::wrong_code);
  EXPECT_EQ(std::get<CodeRefused>(join(12, identity, expiry)), CodeRefused::wrong_code);
  EXPECT_EQ(std::get<Joined>(join(12, identity)).membership.key, father_);
}

TEST_F(Identities, AResetMovesNothing) {
  issue(mother_, 11);
  EXPECT_THAT(redeemed(11).moved, IsEmpty());
  issue(mother_, 12);
  EXPECT_THAT(redeemed(12).moved, IsEmpty());
}

TEST_F(Identities, JoiningTakesTheMembershipFromItsHoldersSessions) {
  issue(mother_, 11);
  const auto mother = redeemed(11);
  issue(father_, 12);
  const auto father = redeemed(12);
  issue(father_, 13);
  const auto joined = std::get<Joined>(join(13, mother.session.identity));
  EXPECT_THAT(joined.moved, ElementsAre(father.session.device));
  EXPECT_THAT(members_of(resume(2).value()), IsEmpty());
  EXPECT_THAT(members_of(resume(1).value()), ElementsAre(mother_, father_));
  issue(father_, 14);
  EXPECT_THAT(std::get<Joined>(join(14, mother.session.identity)).moved, IsEmpty()) << "it is hers already";
}

TEST_F(Identities, SessionsAreOpenedResumedAndEnded) {
  issue(mother_, 11);
  const auto identity = redeemed(11).session.identity;
  const auto opened = open(identity, 50).session;
  EXPECT_EQ(opened.login, "mu");
  EXPECT_THAT(members_of(opened), ElementsAre(mother_));
  const auto resumed = resume(50, now + 100L * 24 * 3600 * 1000);
  ASSERT_TRUE(resumed);
  EXPECT_EQ(resumed->device, opened.device);
  EXPECT_EQ(answer_of<bool>([&](auto done) { store_->end_session(opened.device, done); }), true);
  EXPECT_EQ(answer_of<bool>([&](auto done) { store_->end_session(opened.device, done); }), false);
  EXPECT_FALSE(resume(50));
  EXPECT_TRUE(resume(1)) << "another device of hers";
}

TEST_F(Identities, ADeviceTooManyEndsTheOneSeenLongestAgo) {
  issue(mother_, 11);
  issue(father_, 12);
  const auto mother = redeemed(11).session, father = redeemed(12).session;
  std::vector<DeviceSessionId> devices{mother.device};
  for (std::uint64_t i = 1; i < most_devices; ++i) {
    const auto opened = open(mother.identity, 1000 + i, now + static_cast<std::int64_t>(i));
    EXPECT_THAT(opened.ended, IsEmpty());
    devices.push_back(opened.session.device);
  }
  const auto in_two_days = now + 2LL * 24 * 3600 * 1000;
  ASSERT_TRUE(resume(1, in_two_days)) << "the oldest is seen again";
  EXPECT_THAT(open(mother.identity, 5000, in_two_days).ended, ElementsAre(devices[1]));
  EXPECT_THAT(open(mother.identity, 5001, in_two_days).ended, ElementsAre(devices[2]));
  EXPECT_FALSE(resume(1001));
  EXPECT_FALSE(resume(1002));
  EXPECT_TRUE(resume(1003));
  EXPECT_TRUE(resume(1));
  EXPECT_TRUE(resume(2)) << "another person's";
}

TEST_F(Identities, NobodyOpensASessionForAnUnknownIdentity) {
  EXPECT_FALSE(answer_of<SessionOpened>([&](auto done) { store_->open_session({77}, {}, at_ms(now), done); }));
}

TEST_F(Identities, WhoLeavesTheSchoolLosesTheMembershipAndTheCode) {
  issue(mother_, 11);
  redeemed(11);
  issue(father_, 12);
  auto roster = small_roster();
  roster.people.resize(1);
  apply(school_, roster);
  EXPECT_THAT(members_of(resume(1).value()), IsEmpty());
  EXPECT_FALSE(good(12));
  apply(school_, small_roster());
  EXPECT_THAT(members_of(resume(1).value()), ElementsAre(mother_));
  EXPECT_FALSE(good(12)) << "a code from before does not come back";
}

TEST_F(Identities, MembersWithoutAnIdentityAreListed) {
  const auto without = [&] {
    return answer_of<std::vector<MemberId>>([&](auto done) { store_->members_without_identity(school_, done); })
        .value();
  };
  EXPECT_THAT(without(), SizeIs(4));
  issue(mother_, 11);
  redeemed(11);
  EXPECT_THAT(without(), ::testing::Not(::testing::Contains(mother_.member)));
  EXPECT_THAT(without(), SizeIs(3));
}

}  // namespace
}  // namespace jiaxin::storage
