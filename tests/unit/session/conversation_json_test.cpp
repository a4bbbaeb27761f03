// The same conversation with a client of jiaxin.v1.json.
#include "conversation_scene.hpp"

namespace jiaxin::session {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ConversationInJson : public Scene {
 protected:
  Client client{server, server.core, server.hub, codec::WireFormat::json};

  std::vector<std::string> ask(std::string_view text) {
    client.tell_bytes(text, false);
    return client.take_texts();
  }
  void sign_in() {
    EXPECT_THAT(ask(R"({"requestId": 1, "signIn": {"password": {"login": "wang", "password": "secret"}}})"),
                ElementsAre(HasSubstr(R"("requestId":"1","signedIn":{"login":"wang")")));
  }
  std::string member() const {
    const auto ref = key(wang);
    return R"({"schoolId": )" + std::to_string(ref.school.value) + R"(, "memberId": )" +
           std::to_string(ref.member.value) + "}";
  }
};

TEST_F(ConversationInJson, FollowsALogAndAcknowledges) {
  sign_in();
  store(1);
  const auto frames =
      ask(R"({"requestId": 2, "resume": {"member": )" + member() + R"(, "epoch": "77", "afterSeq": "0"}})");
  EXPECT_THAT(frames, ElementsAre(HasSubstr(R"("resumed":)"), HasSubstr(R"("item":{"title":"春游"})")));
  store(1);
  EXPECT_THAT(client.take_texts(), ElementsAre(HasSubstr(R"("seq":"2")"))) << "live, with a body shared by all";
  EXPECT_THAT(ask(R"({"ack": {"member": )" + member() + R"(, "epoch": 77, "seq": 2}})"), testing::IsEmpty());
  EXPECT_TRUE(client.closes().empty());
}

TEST_F(ConversationInJson, SaysWhatIsWrongBeforeItCloses) {
  EXPECT_THAT(ask(R"({"requestId": 1, "ping": )"), ElementsAre(HasSubstr(R"("error":{"code":"ERROR_CODE_INVALID")")));
  ASSERT_EQ(client.closes().size(), 1u);
  EXPECT_EQ(client.closes()[0].code, codec::CloseCode::malformed);
}

TEST_F(ConversationInJson, TakesNoBinaryMessages) {
  client.tell_bytes(codec::encode(ping()), true);
  EXPECT_THAT(client.take_texts(), ElementsAre(HasSubstr("jiaxin.v1.json")));
  ASSERT_EQ(client.closes().size(), 1u);
  EXPECT_EQ(client.closes()[0].code, codec::CloseCode::wrong_frame_kind);
}

TEST_F(ConversationInJson, TellsThatTheServerStops) {
  sign_in();
  client.stop();
  EXPECT_THAT(client.take_texts(), ElementsAre(HasSubstr("goingAway")));
}

}  // namespace
}  // namespace jiaxin::session
