// Homework in two messages, each of which says nothing alone.
#include <gtest/gtest.h>

#include "stage/school.hpp"

namespace jiaxin::stage {
namespace {

constexpr const char* class_1 = "三年级(1)班";
constexpr const char* first_half = "语文今天要写的：";
constexpr const char* second_half = "第5课";

v1::SendResult send_words(WireClient& from, const std::string& body) {
  auto header = to_classes(from.membership(), {class_1});
  header.set_client_id(new_client_id());
  const auto answer = from.ask(frame_of(notice(header, "通知", body)));
  EXPECT_TRUE(answer.has_send_result()) << answer.ShortDebugString();
  return answer.send_result();
}

TEST(SendInParts, HomeworkIsBlockedWhicheverDevicesItsPartsComeFrom) {
  School school;
  auto computer = school.wire("t-lin");
  auto phone = school.wire("t-lin");
  EXPECT_TRUE(send_words(computer, first_half).has_stored());
  const auto result = send_words(phone, second_half);
  ASSERT_TRUE(result.has_blocked()) << result.ShortDebugString();
  ASSERT_GT(result.blocked().findings_size(), 0);
  EXPECT_FALSE(result.blocked().findings(0).quote().empty());
}

TEST(SendInParts, WhoDecidesReadsWhatWentBefore) {
  School school;
  auto lin = school.wire("t-lin"), tang = school.wire("t-tang");
  EXPECT_TRUE(send_words(lin, first_half).has_stored());
  const auto result = send_words(lin, second_half);
  ASSERT_TRUE(result.has_blocked()) << result.ShortDebugString();
  v1::ClientFrame ask, show;
  *ask.mutable_ask_decision()->mutable_member() = lin.member();
  ask.mutable_ask_decision()->set_message_id(result.blocked().message_id());
  ASSERT_TRUE(lin.ask(ask).has_decision_asked());
  *show.mutable_get_review()->mutable_member() = tang.member();
  show.mutable_get_review()->set_message_id(result.blocked().message_id());
  const auto review = tang.ask(show).review();
  EXPECT_EQ(review.item().body(), second_half);
  ASSERT_EQ(review.earlier_size(), 1);
  EXPECT_EQ(review.earlier(0).text(), std::string("通知\n") + first_half);
}

TEST(SendInParts, APartAloneSaysNothing) {
  School school;
  auto computer = school.wire("t-lin");
  EXPECT_TRUE(send_words(computer, second_half).has_stored());
}

}  // namespace
}  // namespace jiaxin::stage
