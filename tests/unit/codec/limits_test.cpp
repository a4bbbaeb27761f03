#include "codec/limits.hpp"

#include <gtest/gtest.h>

#include "codec/errors.hpp"
#include "codec/frame.hpp"

namespace jiaxin::codec {
namespace {

v1::ClientFrame good_notice() {
  v1::ClientFrame frame;
  auto& notice = *frame.mutable_send_notice();
  auto& header = *notice.mutable_header();
  header.mutable_from()->set_school_id(1);
  header.mutable_from()->set_member_id(2);
  header.set_client_id(std::string(16, 'c'));
  header.mutable_to()->add_class_ids(4);
  notice.set_title("明天春游集合时间");
  notice.set_body("早上七点半在校门口集合。");
  return frame;
}

TEST(Limits, AGoodNoticePasses) { EXPECT_FALSE(check_limits(good_notice())); }

TEST(Limits, TextAtTheLimitPassesAndOneByteMoreDoesNot) {
  auto frame = good_notice();
  frame.mutable_send_notice()->set_body(std::string(4096, 'x'));
  EXPECT_FALSE(check_limits(frame));
  frame.mutable_send_notice()->set_body(std::string(4097, 'x'));
  const auto found = check_limits(frame);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->field, "send_notice.body");
  EXPECT_TRUE(found->too_large);
  EXPECT_NE(found->text_en.find("4096"), std::string::npos);
}

TEST(Limits, AMissingHeaderAndAShortClientIdAreNamedByTheirPath) {
  auto frame = good_notice();
  frame.mutable_send_notice()->mutable_header()->set_client_id("short");
  EXPECT_EQ(check_limits(frame)->field, "send_notice.header.client_id");
  frame.mutable_send_notice()->clear_header();
  EXPECT_EQ(check_limits(frame)->field, "send_notice.header");
  EXPECT_FALSE(check_limits(frame)->too_large);
}

TEST(Limits, ATitleIsOneLine) {
  auto frame = good_notice();
  frame.mutable_send_notice()->set_title("第一行\n第二行");
  EXPECT_EQ(check_limits(frame)->field, "send_notice.title");
}

// Protobuf writes such bytes, and then nobody can read the frame.
TEST(Limits, WhatIsNotUtf8IsNoText) {
  auto frame = good_notice();
  frame.mutable_send_notice()->set_body("早上\xe5\xae");
  ASSERT_TRUE(check_limits(frame));
  EXPECT_EQ(check_limits(frame)->field, "send_notice.body");
  v1::SignIn sign_in;
  sign_in.mutable_code()->set_code("\xff");
  sign_in.mutable_code()->set_new_password("12345678");
  EXPECT_EQ(check_limits(sign_in)->field, "code.code");
}

TEST(Limits, ATextOfSpacesIsNoText) {
  auto frame = good_notice();
  for (const char* blank : {" ", "\u3000\u3000", " \r\n\t\n"}) {
    frame.mutable_send_notice()->set_body(blank);
    ASSERT_TRUE(check_limits(frame));
    EXPECT_EQ(check_limits(frame)->field, "send_notice.body");
  }
  frame.mutable_send_notice()->set_body("\u3000好");
  EXPECT_FALSE(check_limits(frame));
}

TEST(Limits, ASlipHasOneToSixOptions) {
  v1::ReplySlip slip;
  EXPECT_EQ(check_limits(slip)->field, "options");
  for (int i = 0; i < 6; ++i) slip.add_options()->set_label("参加");
  EXPECT_FALSE(check_limits(slip));
  slip.add_options()->set_label("不参加");
  EXPECT_TRUE(check_limits(slip)->too_large);
}

TEST(Frame, RefusesWhatIsTooLongGarbledOrNotUtf8) {
  EXPECT_FALSE(decode_client_frame(std::string(max_frame_bytes + 1, 'x')));
  EXPECT_FALSE(decode_client_frame("\xff\xff\xff"));
  auto frame = good_notice();
  auto bytes = encode(frame);
  const auto at = bytes.find("早");
  ASSERT_NE(at, std::string::npos);
  bytes[at] = '\xff';
  EXPECT_FALSE(decode_client_frame(bytes));
}

TEST(Errors, EveryCodeOfTheSchemaHasAnEntryWithItsNameAndWords) {
  const auto* codes = v1::ErrorCode_descriptor();
  for (int i = 0; i < codes->value_count(); ++i) {
    const auto code = static_cast<v1::ErrorCode>(codes->value(i)->number());
    if (code == v1::ERROR_CODE_UNSPECIFIED) continue;
    const auto error = make_error(code);
    EXPECT_EQ(error.code(), code);
    EXPECT_EQ("ERROR_CODE_" + error.name(), codes->value(i)->name());
    EXPECT_NE(error.retry(), v1::RETRY_UNSPECIFIED);
    EXPECT_FALSE(error.text_zh().empty());
    EXPECT_FALSE(error.text_en().empty());
  }
}

}  // namespace
}  // namespace jiaxin::codec
