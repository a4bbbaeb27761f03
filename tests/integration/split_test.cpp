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

TEST(SendInParts, APartAloneSaysNothing) {
  School school;
  auto computer = school.wire("t-lin");
  EXPECT_TRUE(send_words(computer, second_half).has_stored());
}

}  // namespace
}  // namespace jiaxin::stage
