// A day over jiaxin.v1.json, beside devices that speak protobuf: the same logs, the same rights, the same limits.
#include <gtest/gtest.h>

#include "stage/school.hpp"

namespace jiaxin::stage {
namespace {

constexpr const char* class_1 = "三年级(1)班";

class Json : public testing::Test {
 protected:
  WireClient json(const std::string& person_id) { return school.wire(person_id, "127.0.0.1", codec::WireFormat::json); }
  WireClient stranger() { return WireClient(school.server.port(), "127.0.0.1", codec::WireFormat::json); }
  School school;
};

TEST_F(Json, ANoticeAndItsReceiptsCrossBetweenBothFormats) {
  auto lin = json("t-lin");
  auto luo = json("g-luo");
  auto zou = school.wire("g-zou");
  luo.resume();
  zou.resume();
  auto request = notice(to_classes(lin.membership(), {class_1}), "放学提醒", "今天15:30放学，请准时到校门口接孩子。");
  request.mutable_header()->set_client_id(new_client_id());
  const auto stored = lin.ask(frame_of(request)).send_result().stored();
  EXPECT_GT(stored.message_id(), 0u);

  const auto in_json = luo.next_batch();
  const auto in_proto = zou.next_batch();
  ASSERT_EQ(in_json.events_size(), 1);
  EXPECT_EQ(in_json.events(0).item().SerializeAsString(), in_proto.events(0).item().SerializeAsString());
  luo.acknowledge(1);
  EXPECT_TRUE(luo.ask(mark_read(luo.member(), stored.message_id())).has_read_marked());
  v1::ClientFrame ask;
  *ask.mutable_get_receipts()->mutable_member() = lin.member();
  ask.mutable_get_receipts()->set_message_id(stored.message_id());
  const auto receipts = lin.ask(ask).receipts();
  EXPECT_EQ(receipts.summary().read(), 2u) << "one guardian of two children: " << receipts.ShortDebugString();
}

TEST_F(Json, ALetterOfTheLongestKindFitsThoughEveryCharacterIsEscaped) {
  auto lin = json("t-lin");
  std::string body, escaped;
  for (int i = 0; i < 10'922; ++i) body += "家", escaped += "\\u5bb6";
  v1::SendLetter letter;
  *letter.mutable_header() = to_classes(lin.membership(), {class_1});
  letter.mutable_header()->set_client_id(new_client_id());
  letter.set_title("致家长的一封信");
  letter.set_body("@");
  v1::ClientFrame frame = frame_of(letter);
  frame.set_request_id(99);
  auto text = json_of(frame);
  text.replace(text.find('@'), 1, escaped);
  lin.socket().send(text, Opcode::text);
  const auto result = lin.answer_to(99);
  EXPECT_TRUE(result.has_send_result()) << result.ShortDebugString();
  frame.mutable_send_letter()->set_body(body);
  frame.set_request_id(0);
  EXPECT_EQ(lin.ask(frame).send_result().SerializeAsString(), result.send_result().SerializeAsString())
      << "the same letter unescaped is a repeat of the first";
}

TEST_F(Json, ABinaryFrameClosesWith1003AndGarbageWith4400) {
  auto binary = json("t-lin");
  binary.socket().send("{}", Opcode::binary);
  EXPECT_EQ(binary.wait_for_close(), 1003);
  for (const std::string garbage : {"", "{", "[1, 2]", R"({"requestId": "many"})"}) {
    auto client = stranger();
    client.socket().send(garbage, Opcode::text);
    const auto why = client.next_pushed().error();
    EXPECT_EQ(why.code(), v1::ERROR_CODE_INVALID) << garbage;
    EXPECT_EQ(client.wait_for_close(), 4400) << garbage;
  }
}

TEST_F(Json, ATextThatIsNotUtf8ClosesWith1007) {
  auto client = stranger();
  client.socket().send("{\"requestId\": 1, \"x\": \"\xc3\x28\"}", Opcode::text);
  EXPECT_EQ(client.wait_for_close(), 1007);
}

}  // namespace
}  // namespace jiaxin::stage
