#include "failure.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace jiaxin::cli {
namespace {

using client::Failure;
using client::FailureKind;

Failure failure_of(FailureKind kind, v1::ErrorCode code = v1::ERROR_CODE_UNSPECIFIED) {
  Failure failure{kind, "中文", "English", {}};
  failure.error.set_code(code);
  return failure;
}

TEST(ExitCode, FollowsTheKindOfFailure) {
  EXPECT_EQ(exit_code_of(failure_of(FailureKind::invalid)), ExitCode::refused);
  EXPECT_EQ(exit_code_of(failure_of(FailureKind::refused, v1::ERROR_CODE_FORBIDDEN)), ExitCode::refused);
  EXPECT_EQ(exit_code_of(failure_of(FailureKind::refused, v1::ERROR_CODE_WRONG_CREDENTIALS)), ExitCode::refused);
  EXPECT_EQ(exit_code_of(failure_of(FailureKind::refused, v1::ERROR_CODE_NOT_SIGNED_IN)), ExitCode::not_signed_in);
  EXPECT_EQ(exit_code_of(failure_of(FailureKind::disconnected)), ExitCode::no_connection);
  EXPECT_EQ(exit_code_of(failure_of(FailureKind::timed_out)), ExitCode::no_connection);
  EXPECT_EQ(exit_code_of(failure_of(FailureKind::not_signed_in)), ExitCode::not_signed_in);
  for (const auto kind : {FailureKind::cancelled, FailureKind::busy, FailureKind::storage, FailureKind::closed})
    EXPECT_EQ(exit_code_of(failure_of(kind)), ExitCode::refused);
}

TEST(ExitCode, HasTheNumbersOfTheReadme) {
  EXPECT_EQ(static_cast<int>(ExitCode::done), 0);
  EXPECT_EQ(static_cast<int>(ExitCode::refused), 1);
  EXPECT_EQ(static_cast<int>(ExitCode::usage), 2);
  EXPECT_EQ(static_cast<int>(ExitCode::no_connection), 3);
  EXPECT_EQ(static_cast<int>(ExitCode::not_signed_in), 4);
}

TEST(Report, SaysItInBothLanguages) {
  std::ostringstream err;
  report(err, refusal_of(failure_of(FailureKind::disconnected)));
  EXPECT_EQ(err.str(), "中文\nEnglish\n");
}

TEST(Report, TakesTheServersWordsWhereTheSdkHasNone) {
  Failure failure{FailureKind::refused, "", "", {}};
  failure.error.set_text_zh("您没有权限\x1b[2J");
  failure.error.set_text_en("no right");
  std::ostringstream err;
  report(err, refusal_of(failure));
  EXPECT_EQ(err.str(), "您没有权限␛[2J\nno right\n");
}

TEST(Report, SaysWhatToDoNext) {
  auto failure = failure_of(FailureKind::refused, v1::ERROR_CODE_NOT_OPENED);
  EXPECT_NE(refusal_of(failure).en.find("jiaxin read"), std::string::npos);
  failure = failure_of(FailureKind::refused, v1::ERROR_CODE_SLOW_DOWN);
  failure.error.set_retry_after_ms(1500);
  EXPECT_EQ(refusal_of(failure).en, "English (again in 2 s)");
  failure = failure_of(FailureKind::invalid, v1::ERROR_CODE_TOO_LARGE);
  failure.error.set_field("send_notice.title");
  EXPECT_EQ(refusal_of(failure).en, "English [send_notice.title]");
  failure.text_en = "send_notice.title: too long";
  EXPECT_EQ(refusal_of(failure).en, failure.text_en);
}

}  // namespace
}  // namespace jiaxin::cli
