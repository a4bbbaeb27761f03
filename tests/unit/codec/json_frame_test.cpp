#include "codec/json_frame.hpp"

#include <gtest/gtest.h>

namespace jiaxin::codec {
namespace {

v1::ClientFrame read(std::string_view text) {
  auto frame = client_frame_from_json(text);
  const auto* problem = std::get_if<NotAFrame>(&frame);
  EXPECT_EQ(problem, nullptr) << text << ": " << (problem ? problem->why : "");
  return problem ? v1::ClientFrame{} : std::get<v1::ClientFrame>(frame);
}

std::string why_not(std::string_view text) {
  const auto frame = client_frame_from_json(text);
  const auto* problem = std::get_if<NotAFrame>(&frame);
  return problem ? problem->why : "";
}

TEST(JsonFrame, ReadsNamesInEitherFormAndNumbersInEitherForm) {
  for (const char* text :
       {R"({"requestId": "7", "ack": {"member": {"schoolId": 1, "memberId": 101}, "seq": "12"}})",
        R"({"request_id": 7, "ack": {"member": {"school_id": "1", "member_id": 101}, "seq": 12}})"}) {
    const auto frame = read(text);
    EXPECT_EQ(frame.request_id(), 7u);
    EXPECT_EQ(frame.ack().member().member_id(), 101u);
    EXPECT_EQ(frame.ack().seq(), 12u);
  }
}

TEST(JsonFrame, ReadsBytesAndChineseAsIsAndEscaped) {
  const auto frame = read(
      R"({"requestId": 1, "sendNotice": {"header": {"clientId": "AAECAwQFBgcICQoLDA0ODw=="}, "title": "\u660e\u5929", "body": "明天"}})");
  EXPECT_EQ(frame.send_notice().header().client_id().size(), 16u);
  EXPECT_EQ(frame.send_notice().title(), "明天");
  EXPECT_EQ(frame.send_notice().body(), "明天");
}

TEST(JsonFrame, IgnoresWhatItDoesNotKnow) {
  const auto frame = read(R"({"requestId": 1, "mood": {"good": [true, null]}, "ping": {"colour": "red"}})");
  EXPECT_TRUE(frame.has_ping());
  EXPECT_EQ(read(R"({"requestId": 1, "dance": {}})").body_case(), v1::ClientFrame::BODY_NOT_SET);
}

TEST(JsonFrame, SaysWhyATextIsNone) {
  for (const char* text :
       {"", "null", "[]", "1", "\"ping\"", "{", R"({"ping": {}} {"ping": {}})", R"({"requestId": -1})",
        R"({"requestId": 1.5})", R"({"requestId": 18446744073709551616})", R"({"ping": []})",
        R"({"sendNotice": {"header": {"clientId": "*"}}})", R"({"ping": {}, "signOut": {}})"})
    EXPECT_NE(why_not(text), "") << text;
}

TEST(JsonFrame, KeepsWhyToOneShortLineOfUtf8) {
  const std::string text = R"({"requestId": ")" + std::string(300, 'x') + "家信家信\n\x01" + R"("})";
  const auto why = why_not(text);
  EXPECT_LE(why.size(), 200u);
  EXPECT_EQ(why.find_first_of("\n\r\x01"), std::string::npos) << why;
  v1::Error error;
  error.set_text_en(why_not("{\"requestId\": \"" + std::string(170, 'x') + "家信家信家信家信家信家信\"}"));
  EXPECT_TRUE(v1::Error().ParseFromString(error.SerializeAsString())) << "cut inside a character";
}

TEST(JsonFrame, RefusesStringsThatAreNotUtf8) {
  EXPECT_NE(why_not("{\"requestId\": 1, \"sendNotice\": {\"title\": \"\xc3\x28\"}}"), "");
  EXPECT_NE(why_not(R"({"requestId": 1, "sendNotice": {"title": "\ud83d"}})"), "");
}

TEST(JsonFrame, StandsDeepNestingAndLongTexts) {
  EXPECT_NE(why_not(std::string(100'000, '[')), "");
  std::string nested = R"({"mood": )";
  for (int i = 0; i < 50'000; ++i) nested += "[";
  EXPECT_NE(why_not(nested), "");
  const auto lists = [](std::size_t deep) { return std::string(deep, '[') + std::string(deep, ']'); };
  const auto with_lists = [&](std::size_t deep, const std::string& before = "") {
    return R"({"requestId": 1, )" + before + R"("mood": )" + lists(deep) + "}";
  };
  EXPECT_EQ(why_not(with_lists(99)), "");
  EXPECT_NE(why_not(with_lists(100)), "");
  for (const char* before : {R"("one": "'", )", R"('one': '"', )", R"("one": "\"'[", )", R"("one": "\\", )"}) {
    EXPECT_EQ(why_not(with_lists(99, before)), "") << before;
    EXPECT_NE(why_not(with_lists(100, before)).find("too deeply"), std::string::npos) << before;
  }
  EXPECT_EQ(why_not(R"({"requestId": 1, "mood": ")" + lists(1000) + R"("})"), "") << "words, not lists";
  EXPECT_NE(why_not(std::string(131'073, ' ')), "");
  EXPECT_NE(why_not(R"({"requestId": 1, "sendNotice": {"body": ")" + std::string(65'536, 'x') + R"("}})"), "");
}

TEST(JsonFrame, WritesTheMappingsNames) {
  v1::ServerFrame frame;
  frame.set_request_id(9'007'199'254'740'993);
  auto& stored = *frame.mutable_send_result()->mutable_stored();
  stored.set_message_id(5);
  stored.set_guardians(72);
  EXPECT_EQ(json_from(frame),
            R"({"requestId":"9007199254740993","sendResult":{"stored":{"messageId":"5","guardians":72}}})");
  v1::ServerFrame error;
  error.mutable_error()->set_code(v1::ERROR_CODE_SLOW_DOWN);
  error.mutable_error()->set_text_zh("请稍候");
  EXPECT_EQ(json_from(error), R"({"error":{"code":"ERROR_CODE_SLOW_DOWN","textZh":"请稍候"}})");
}

}  // namespace
}  // namespace jiaxin::codec
