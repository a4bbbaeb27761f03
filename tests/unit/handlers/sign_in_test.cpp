#include "handlers/sign_in.hpp"

#include "handler_scene.hpp"

namespace jiaxin::handlers {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

constexpr auto home = "192.0.2.1";

class SigningIn : public Scene {
 protected:
  using Outcome = std::variant<SignInResult, v1::Error>;

  std::shared_ptr<std::vector<Outcome>> begin(const v1::SignIn& request, const std::string& address = home) {
    auto outcomes = std::make_shared<std::vector<Outcome>>();
    sign_in(server.services, request, address,
            [outcomes](Outcome outcome) { outcomes->push_back(std::move(outcome)); });
    return outcomes;
  }
  Outcome outcome(const v1::SignIn& request, const std::string& address = home) {
    const auto outcomes = begin(request, address);
    EXPECT_THAT(*outcomes, SizeIs(1)) << "a sign-in has exactly one outcome";
    return outcomes->empty() ? Outcome{v1::Error{}} : outcomes->front();
  }
  SignInResult success(const v1::SignIn& request) {
    auto result = outcome(request);
    EXPECT_TRUE(std::holds_alternative<SignInResult>(result));
    return std::holds_alternative<SignInResult>(result) ? std::get<SignInResult>(result) : SignInResult{};
  }
  v1::Error failure(const v1::SignIn& request, const std::string& address = home) {
    auto result = outcome(request, address);
    EXPECT_TRUE(std::holds_alternative<v1::Error>(result));
    return std::holds_alternative<v1::Error>(result) ? std::get<v1::Error>(result) : v1::Error{};
  }
  static v1::SignIn with_password(const std::string& login, const std::string& password) {
    v1::SignIn request;
    request.mutable_password()->set_login(login);
    request.mutable_password()->set_password(password);
    request.set_device_name("王强的手机");
    return request;
  }
  static v1::SignIn with_token(const std::string& token) {
    v1::SignIn request;
    request.mutable_token()->set_token(token);
    return request;
  }
  static v1::SignIn with_code(const std::string& code, const std::string& login = "wang") {
    v1::SignIn request;
    request.mutable_code()->set_code(code);
    request.mutable_code()->set_login(login);
    request.mutable_code()->set_new_password("a new password");
    return request;
  }
  std::string code_for(domain::MemberId member) {
    const auto code = server.secrets.new_code();
    server.identities.add_code(server.secrets.code_hash(code), key(member), server.clock.now() + std::chrono::days(14));
    return code;
  }
  domain::IdentityId identity() { return server.identities.add("wang", "hash of secret", {key(wang)}); }
};

TEST_F(SigningIn, WithTheRightPasswordOpensASessionOfThisDevice) {
  const auto id = identity();
  const auto result = success(with_password("wang", "secret"));
  EXPECT_EQ(result.session.identity, id);
  EXPECT_EQ(result.session.login, "wang");
  EXPECT_THAT(result.session.memberships, SizeIs(1));
  EXPECT_EQ(result.token.size(), 32U);
  const auto kept = server.identities.sessions().find(server.secrets.token_hash(result.token));
  ASSERT_NE(kept, server.identities.sessions().end()) << "only the token's hash is kept";
  EXPECT_EQ(kept->second.name, "王强的手机");
}

TEST_F(SigningIn, TakesTheNameInAnyCase) {
  identity();
  success(with_password("WANG", "secret"));
}

TEST_F(SigningIn, WithAWrongPasswordNeverSaysWhichIsWrong) {
  identity();
  const auto wrong_password = failure(with_password("wang", "guess"));
  const auto wrong_name = failure(with_password("nobody", "secret"));
  EXPECT_EQ(wrong_password.code(), v1::ERROR_CODE_WRONG_CREDENTIALS);
  EXPECT_EQ(wrong_password.SerializeAsString(), wrong_name.SerializeAsString());
  EXPECT_TRUE(server.identities.sessions().empty());
}

TEST_F(SigningIn, WithAnUnknownNameCostsAVerificationAsWell) {
  failure(with_password("nobody", "secret"));
  EXPECT_THAT(server.passwords.verified_against, ElementsAre(""));
}

TEST_F(SigningIn, IsSlowedDownBeforeAnythingCostlyIsDone) {
  identity();
  for (unsigned i = 0; i < GuessLimiter::pair_rule.free; ++i) failure(with_password("wang", "guess"));
  const auto verified = server.passwords.verified_against.size();
  const auto error = failure(with_password("wang", "secret"));
  EXPECT_EQ(error.code(), v1::ERROR_CODE_SLOW_DOWN);
  EXPECT_EQ(error.retry(), v1::RETRY_LATER);
  EXPECT_EQ(error.retry_after_ms(), 1000U);
  EXPECT_EQ(server.passwords.verified_against.size(), verified);
  server.clock.advance(std::chrono::seconds(1));
  success(with_password("wang", "secret"));
}

TEST_F(SigningIn, CountsOneNameOnceHoweverItIsTyped) {
  identity();
  for (const auto* name : {"wang", "WANG", " wang", "wang  ", "  Wang "}) failure(with_password(name, "guess"));
  EXPECT_EQ(failure(with_password("   wang", "guess")).code(), v1::ERROR_CODE_SLOW_DOWN);
}

TEST_F(SigningIn, IsUnavailableWhereverStorageFails) {
  identity();
  for (std::size_t k = 1; k <= 2; ++k) {
    server.identities.answers.fail_call(k);
    EXPECT_EQ(failure(with_password("wang", "secret")).code(), v1::ERROR_CODE_UNAVAILABLE) << k;
  }
  success(with_password("wang", "secret"));
}

TEST_F(SigningIn, IsUnavailableWhereTooManyPasswordsAreWaiting) {
  identity();
  server.passwords.busy = true;
  EXPECT_EQ(failure(with_password("wang", "secret")).code(), v1::ERROR_CODE_UNAVAILABLE);
}

TEST_F(SigningIn, InNoneOfTheThreeWaysIsInvalid) {
  const auto error = failure(v1::SignIn{});
  EXPECT_EQ(error.code(), v1::ERROR_CODE_INVALID);
  EXPECT_EQ(error.field(), "sign_in.how");
}

TEST_F(SigningIn, WithATokenResumesTheSameDevice) {
  identity();
  const auto first = success(with_password("wang", "secret"));
  const auto again = success(with_token(first.token));
  EXPECT_EQ(again.session.device, first.session.device);
  EXPECT_EQ(again.token, first.token);
  EXPECT_THAT(server.identities.sessions(), SizeIs(1));
}

TEST_F(SigningIn, WithAnUnknownTokenMustBeDoneInAnotherWay) {
  const auto error = failure(with_token(std::string(32, 'x')));
  EXPECT_EQ(error.code(), v1::ERROR_CODE_NOT_SIGNED_IN);
  EXPECT_EQ(error.retry(), v1::RETRY_AFTER_SIGN_IN);
  server.identities.answers.fail_call(1);
  EXPECT_EQ(failure(with_token(std::string(32, 'x'))).code(), v1::ERROR_CODE_UNAVAILABLE);
}

TEST_F(SigningIn, WithACodeMakesAnIdentityWithItsPassword) {
  const auto result = success(with_code(code_for(wang)));
  EXPECT_EQ(result.session.login, "wang");
  EXPECT_EQ(result.session.memberships.at(0).key, key(wang));
  EXPECT_EQ(server.identities.identities().at(result.session.identity).password_hash, "hash of a new password");
  success(with_password("wang", "a new password"));
}

TEST_F(SigningIn, WithACodeWorksOnce) {
  const auto code = code_for(wang);
  success(with_code(code));
  EXPECT_EQ(failure(with_code(code)).code(), v1::ERROR_CODE_WRONG_CODE);
}

TEST_F(SigningIn, WithAnExpiredCodeIsWrong) {
  const auto code = code_for(wang);
  server.clock.advance(std::chrono::days(14));
  EXPECT_EQ(failure(with_code(code)).code(), v1::ERROR_CODE_WRONG_CODE);
}

TEST_F(SigningIn, WithAWrongCodeHashesNoPassword) {
  EXPECT_EQ(failure(with_code("AAAA-AAAA-AAAA")).code(), v1::ERROR_CODE_WRONG_CODE);
  EXPECT_EQ(server.passwords.hashes, 0U);
}

TEST_F(SigningIn, WithManyWrongCodesIsSlowedDown) {
  for (unsigned i = 0; i < GuessLimiter::code_rule.free; ++i) failure(with_code("AAAA-AAAA-AAAA"));
  EXPECT_EQ(failure(with_code(code_for(wang))).code(), v1::ERROR_CODE_SLOW_DOWN);
  success([&] {
    server.clock.advance(std::chrono::seconds(1));
    return with_code(code_for(wang));
  }());
}

TEST_F(SigningIn, WithACodeAndATakenNameKeepsTheCodeForAnotherName) {
  server.identities.add("wang", "hash of secret", {key(li_min)});
  const auto code = code_for(wang);
  EXPECT_EQ(failure(with_code(code, "wang")).code(), v1::ERROR_CODE_NAME_TAKEN);
  success(with_code(code, "wang2"));
}

TEST_F(SigningIn, WithACodeAndManyTakenNamesIsSlowedDownBeforeAPasswordIsHashed) {
  server.identities.add("taken", "hash of secret", {key(li_min)});
  const auto code = code_for(wang);
  constexpr unsigned tries = 30;
  unsigned taken = 0;
  for (unsigned i = 0; i < tries; ++i) taken += failure(with_code(code, "taken")).code() == v1::ERROR_CODE_NAME_TAKEN;
  EXPECT_GT(taken, 0U);
  EXPECT_LT(taken, tries / 2);
  EXPECT_EQ(server.passwords.hashes, taken);
  server.clock.advance(std::chrono::seconds(1));
  success(with_code(code, "free"));
}

TEST_F(SigningIn, WithManyGoodCodesFromOneAddressIsNotSlowedDown) {
  for (unsigned i = 0; i < 30; ++i) success(with_code(code_for(wang), i == 0 ? "wang" : ""));
}

TEST_F(SigningIn, WithALaterCodeSignsOutEveryOtherDevice) {
  identity();
  const auto old = success(with_password("wang", "secret"));
  FakeOutlet tablet;
  server.hub.remember(old.session.device, tablet);
  const auto fresh = success(with_code(code_for(wang), ""));
  server.core.run();
  ASSERT_THAT(tablet.closes(), SizeIs(1));
  EXPECT_EQ(tablet.closes()[0].code, codec::CloseCode::signed_out);
  EXPECT_EQ(failure(with_token(old.token)).code(), v1::ERROR_CODE_NOT_SIGNED_IN);
  success(with_token(fresh.token));
  EXPECT_EQ(failure(with_password("wang", "secret")).code(), v1::ERROR_CODE_WRONG_CREDENTIALS);
}

TEST_F(SigningIn, WithOneDeviceTooManySignsOutTheOldest) {
  identity();
  server.identities.most_devices = 2;
  const auto oldest = success(with_password("wang", "secret"));
  success(with_password("wang", "secret"));
  FakeOutlet tablet;
  server.hub.remember(oldest.session.device, tablet);
  success(with_password("wang", "secret"));
  server.core.run();
  ASSERT_THAT(tablet.closes(), SizeIs(1));
  EXPECT_EQ(tablet.closes()[0].code, codec::CloseCode::signed_out);
  EXPECT_EQ(failure(with_token(oldest.token)).code(), v1::ERROR_CODE_NOT_SIGNED_IN);
}

TEST_F(SigningIn, WithACodeForSomebodyElsesMembershipLetsHimSignInAgainWithoutIt) {
  server.identities.add("wang", "hash of secret", {key(wang), key(li_min)});
  const auto old = success(with_password("wang", "secret"));
  FakeOutlet tablet;
  server.hub.remember(old.session.device, tablet);
  success(with_code(code_for(li_min), "li"));
  server.core.run();
  ASSERT_THAT(tablet.closes(), SizeIs(1));
  EXPECT_EQ(tablet.closes()[0].code, codec::CloseCode::restarting);
  const auto again = success(with_token(old.token));
  ASSERT_THAT(again.session.memberships, SizeIs(1));
  EXPECT_EQ(again.session.memberships[0].key, key(wang));
}

TEST_F(SigningIn, WithACodeIsUnavailableWhereverSomethingFails) {
  const auto code = code_for(wang);
  for (std::size_t k = 1; k <= 2; ++k) {
    server.identities.answers.fail_call(k);
    EXPECT_EQ(failure(with_code(code)).code(), v1::ERROR_CODE_UNAVAILABLE) << k;
  }
  server.passwords.busy = true;
  EXPECT_EQ(failure(with_code(code)).code(), v1::ERROR_CODE_UNAVAILABLE);
  server.passwords.busy = false;
  success(with_code(code));
}

TEST_F(SigningIn, WhereTheCodeIsUsedUpMeanwhileIsWrong) {
  const auto code = code_for(wang);
  server.identities.answers.later = true;
  const auto first = begin(with_code(code));
  const auto second = begin(with_code(code, "other"));
  server.identities.answers.answer_all();
  ASSERT_THAT(*first, SizeIs(1));
  ASSERT_THAT(*second, SizeIs(1));
  EXPECT_TRUE(std::holds_alternative<SignInResult>(first->front()));
  EXPECT_EQ(std::get<v1::Error>(second->front()).code(), v1::ERROR_CODE_WRONG_CODE);
}

class Joining : public SigningIn {
 protected:
  std::variant<ports::MembershipRecord, v1::Error> join(domain::IdentityId id, const std::string& code) {
    std::vector<std::variant<ports::MembershipRecord, v1::Error>> outcomes;
    v1::JoinMembership request;
    request.set_code(code);
    join_membership(server.services, id, request, home, [&](auto outcome) { outcomes.push_back(std::move(outcome)); });
    EXPECT_THAT(outcomes, SizeIs(1));
    return outcomes.at(0);
  }
  v1::ErrorCode refused(domain::IdentityId id, const std::string& code) {
    const auto outcome = join(id, code);
    return std::holds_alternative<v1::Error>(outcome) ? std::get<v1::Error>(outcome).code()
                                                      : v1::ERROR_CODE_UNSPECIFIED;
  }
};

TEST_F(Joining, AddsTheCodesMembership) {
  const auto id = identity();
  const auto outcome = join(id, code_for(qian));
  ASSERT_TRUE(std::holds_alternative<ports::MembershipRecord>(outcome));
  EXPECT_EQ(std::get<ports::MembershipRecord>(outcome).key, key(qian));
  EXPECT_EQ(server.identities.identities().at(id).memberships.size(), 2U);
}

TEST_F(Joining, LetsWhoeverHeldTheMembershipSignInAgainWithoutIt) {
  const auto id = identity();
  server.identities.add("qian", "hash of other", {key(qian)});
  const auto old = success(with_password("qian", "other"));
  const auto own = success(with_password("wang", "secret"));
  FakeOutlet tablet, phone;
  server.hub.remember(old.session.device, tablet);
  server.hub.remember(own.session.device, phone);
  ASSERT_TRUE(std::holds_alternative<ports::MembershipRecord>(join(id, code_for(qian))));
  server.core.run();
  ASSERT_THAT(tablet.closes(), SizeIs(1));
  EXPECT_EQ(tablet.closes()[0].code, codec::CloseCode::restarting);
  EXPECT_THAT(phone.closes(), SizeIs(0));
  EXPECT_THAT(success(with_token(old.token)).session.memberships, SizeIs(0));
}

TEST_F(Joining, WithAWrongCodeIsRefusedAndSlowedDown) {
  const auto id = identity();
  for (unsigned i = 0; i < GuessLimiter::code_rule.free; ++i)
    EXPECT_EQ(refused(id, "AAAA-AAAA-AAAA"), v1::ERROR_CODE_WRONG_CODE);
  EXPECT_EQ(refused(id, code_for(qian)), v1::ERROR_CODE_SLOW_DOWN);
}

TEST_F(Joining, IsUnavailableWhereNothingCanBeStored) {
  const auto id = identity();
  server.identities.answers.fail_call(1);
  EXPECT_EQ(refused(id, code_for(qian)), v1::ERROR_CODE_UNAVAILABLE);
}

class MembershipView : public Scene {};

TEST_F(MembershipView, ShowsATeacherWhatSheMayWriteTo) {
  const auto view = membership_view(server.services, {key(wu), {77}, {12}});
  ASSERT_TRUE(view);
  EXPECT_EQ(view->school_name(), "向阳路小学");
  EXPECT_EQ(view->person_name(), "吴越");
  EXPECT_THAT(view->roles(), ElementsAre(v1::ROLE_GRADE_LEADER, v1::ROLE_CLASS_TEACHER));
  EXPECT_EQ(view->may_send_to_size(), 3);
  EXPECT_THAT(view->may_send_to_grades(), ElementsAre("3"));
  EXPECT_FALSE(view->may_send_to_school());
  EXPECT_EQ(view->epoch(), 77U);
  EXPECT_EQ(view->head_seq(), 12U);
}

TEST_F(MembershipView, ShowsAGuardianHisChildren) {
  const auto view = membership_view(server.services, {key(wang), {77}, {0}});
  ASSERT_EQ(view->children_size(), 2);
  EXPECT_EQ(view->children(0).class_title(), "三年级(1)班");
  EXPECT_EQ(view->may_send_to_size(), 0);
}

TEST_F(MembershipView, LetsOnlyThePrincipalWriteToTheSchool) {
  EXPECT_TRUE(membership_view(server.services, {key(principal), {77}, {0}})->may_send_to_school());
  EXPECT_FALSE(membership_view(server.services, {key(administrator), {77}, {0}})->may_send_to_school());
}

TEST_F(MembershipView, OfWhoeverHasLeftIsNone) {
  EXPECT_FALSE(membership_view(server.services, {key({999}), {77}, {0}}));
  EXPECT_FALSE(membership_view(server.services, {{{9}, wang}, {77}, {0}}));
}

}  // namespace
}  // namespace jiaxin::handlers
