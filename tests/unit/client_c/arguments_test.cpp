// What a program can get wrong: it is told, and nothing crashes.
#include "rig.hpp"

namespace jiaxin::c::test {
namespace {

// The status, and that the details say the same in both languages and name the field.
void expect_told(jx_status expected, const std::string& field, const std::function<jx_status(jx_failure**)>& call) {
  jx_failure* why = nullptr;
  EXPECT_EQ(call(&why), expected) << field;
  const FailurePtr owned(why);
  ASSERT_NE(why, nullptr) << field;
  EXPECT_EQ(jx_failure_status(why), expected);
  EXPECT_STRNE(jx_failure_text_zh(why), "");
  EXPECT_STRNE(jx_failure_text_en(why), "");
  EXPECT_EQ(jx_failure_field(why), field);
  EXPECT_EQ(call(nullptr), expected) << "without details: " << field;
}

TEST(Arguments, TheLibraryIsOfTheHeadersAbi) {
  EXPECT_EQ(jx_abi_version(), JX_ABI_VERSION);
  EXPECT_THAT(jx_version(), testing::MatchesRegex("[0-9]+\\.[0-9]+\\.[0-9]+"));
}

TEST(Arguments, NothingIsNoFailureAndNoEvent) {
  EXPECT_EQ(jx_failure_status(nullptr), JX_OK);
  EXPECT_STREQ(jx_failure_text_zh(nullptr), "");
  EXPECT_STREQ(jx_failure_text_en(nullptr), "");
  EXPECT_STREQ(jx_failure_field(nullptr), "");
  EXPECT_EQ(jx_failure_error_code(nullptr), 0);
  EXPECT_EQ(jx_failure_retry(nullptr), 0);
  EXPECT_EQ(jx_failure_retry_after_ms(nullptr), 0U);
  size_t size = 7;
  EXPECT_EQ(*jx_event_message(nullptr, &size), 0);
  EXPECT_EQ(size, 0U);
  EXPECT_EQ(jx_event_kind(nullptr), 0);
  EXPECT_EQ(jx_event_failure(nullptr), nullptr);
  EXPECT_EQ(jx_event_client_id(nullptr), nullptr);
  jx_failure_free(nullptr);
  jx_options_free(nullptr);
  jx_free(nullptr);
  EXPECT_EQ(jx_client_free(nullptr), JX_OK);
}

TEST(Arguments, OptionsTakeNoNullNoWrongTextAndNoUnknownFormat) {
  const Options options(jx_options_new());
  EXPECT_EQ(jx_options_set_server_url(nullptr, nowhere), JX_INVALID);
  for (const auto set : {jx_options_set_server_url, jx_options_set_state_file, jx_options_set_device_name}) {
    EXPECT_EQ(set(options.get(), nullptr), JX_INVALID);
    EXPECT_EQ(set(options.get(), bad_utf8), JX_INVALID);
    EXPECT_EQ(set(options.get(), "家"), JX_OK);
  }
  EXPECT_EQ(jx_options_set_format(options.get(), 2), JX_INVALID);
  EXPECT_EQ(jx_options_set_connect_timeout_ms(options.get(), 0), JX_INVALID);
  EXPECT_EQ(jx_options_set_request_timeout_ms(nullptr, 5), JX_INVALID);
}

TEST(Arguments, OpeningNeedsOptionsAPlaceAndAnAddress) {
  jx_client* client = nullptr;
  const auto options = options_for(nowhere);
  expect_told(JX_INVALID, "client",
              [&](auto why) { return jx_client_open(options.get(), nullptr, nullptr, nullptr, why); });
  expect_told(JX_INVALID, "options", [&](auto why) { return jx_client_open(nullptr, nullptr, nullptr, &client, why); });
  const Options empty(jx_options_new());
  expect_told(JX_INVALID, "server_url",
              [&](auto why) { return jx_client_open(empty.get(), nullptr, nullptr, &client, why); });
  const auto secure = options_for("wss://school.example/ws");
  expect_told(JX_INVALID, "server_url",
              [&](auto why) { return jx_client_open(secure.get(), nullptr, nullptr, &client, why); });
  ASSERT_EQ(jx_options_set_state_file(options.get(), "/proc/nowhere/state.db"), JX_OK);
  expect_told(JX_STORAGE, "", [&](auto why) { return jx_client_open(options.get(), nullptr, nullptr, &client, why); });
  EXPECT_EQ(client, nullptr);
}

TEST(Arguments, NullIsRefusedWhereSomethingIsNeeded) {
  Phone phone;
  uint8_t* message = nullptr;
  size_t size = 0;
  EXPECT_EQ(jx_client_start(nullptr), JX_INVALID);
  EXPECT_EQ(jx_client_close(nullptr), JX_INVALID);
  EXPECT_EQ(jx_client_cancel(nullptr, 1), JX_INVALID);
  EXPECT_EQ(jx_client_state(nullptr), JX_STATE_CLOSED);
  expect_told(JX_INVALID, "client", [&](auto why) { return jx_client_account(nullptr, &message, &size, why); });
  expect_told(JX_INVALID, "message", [&](auto why) { return jx_client_account(phone, nullptr, &size, why); });
  expect_told(JX_INVALID, "message", [&](auto why) { return jx_client_outbox(phone, 9, nullptr, nullptr, why); });
  expect_told(JX_INVALID, "message", [&](auto why) { return jx_client_inbox(phone, nullptr, 0, nullptr, &size, why); });
  expect_told(JX_INVALID, "frame", [&](auto why) { return jx_client_queue(phone, nullptr, 5, nullptr, why); });
  expect_told(JX_INVALID, "frame",
              [&](auto why) { return jx_client_request(phone, nullptr, 5, 0, nullptr, nullptr, nullptr, why); });
  expect_told(JX_INVALID, "until", [&](auto why) { return jx_client_wait(phone, 9, 1, why); });
}

TEST(Arguments, SigningInTakesNoNullAndNoWrongText) {
  Phone phone;
  for (const char* bad :
       {static_cast<const char*>(nullptr), bad_utf8, "\xc0\x80", "\xed\xa0\x80", "\xf5\x80\x80\x80"}) {
    expect_told(JX_INVALID, "login", [&](auto why) {
      return jx_client_sign_in_with_password(phone, bad, "x", nullptr, nullptr, nullptr, why);
    });
    expect_told(JX_INVALID, "password", [&](auto why) {
      return jx_client_sign_in_with_password(phone, "x", bad, nullptr, nullptr, nullptr, why);
    });
    expect_told(JX_INVALID, "code", [&](auto why) {
      return jx_client_sign_in_with_code(phone, bad, "x", "x", nullptr, nullptr, nullptr, why);
    });
  }
  Ends ends;
  const char* good = "\xf0\x9f\x8c\xb8 \xed\x9f\xbf \xee\x80\x80 \xf4\x8f\xbf\xbf";  // the corners of what is UTF-8
  EXPECT_EQ(jx_client_sign_in_with_password(phone, good, "x", &Ends::done, &ends, nullptr, nullptr), JX_OK);
  EXPECT_THAT(ends.after(1), testing::ElementsAre(JX_DISCONNECTED));
}

TEST(Arguments, BytesThatAreNoFrameAreRefused) {
  Phone phone;
  for (const std::string bad : {"{", "[]", "\xff", R"({"sendNotice":3})"}) {
    expect_told(JX_INVALID, "frame",
                [&](auto why) { return jx_client_queue(phone, bytes(bad), bad.size(), nullptr, why); });
  }
  expect_told(JX_INVALID, "query", [&](auto why) {
    uint8_t* message = nullptr;
    return jx_client_inbox(phone, bytes("{"), 1, &message, nullptr, why);
  });
  expect_told(JX_INVALID, "frame",
              [&](auto why) { return jx_client_queue(phone, bytes(receipts), receipts.size(), nullptr, why); });
  Ends ends;
  const std::string sign_in = R"({"signIn":{"password":{"login":"a","password":"b"}}})";
  EXPECT_EQ(ask(phone, sign_in, ends), JX_OK);
  EXPECT_THAT(ends.after(1), testing::ElementsAre(JX_INVALID));
  EXPECT_THAT(ends.fields(), testing::ElementsAre("body"));
}

TEST(Arguments, ProtobufBytesWithWrongTextAreRefused) {
  jx_client* client = nullptr;
  ASSERT_EQ(jx_client_open(options_for(nowhere, JX_PROTOBUF).get(), nullptr, nullptr, &client, nullptr), JX_OK);
  const std::string code_frame("\x22\x03\x0a\x01\xff", 5);  // join_membership { code: "\xff" }
  expect_told(JX_INVALID, "frame", [&](auto why) {
    return jx_client_request(client, bytes(code_frame), code_frame.size(), 0, nullptr, nullptr, nullptr, why);
  });
  EXPECT_EQ(jx_client_free(client), JX_OK);
}

TEST(Arguments, ALimitIsToldWithItsField) {
  Phone phone;
  const std::string untitled =
      R"({"sendNotice":{"header":{"from":{"schoolId":1,"memberId":2},"to":{"classIds":[3]}},"body":"x"}})";
  expect_told(JX_INVALID, "send_notice.title",
              [&](auto why) { return jx_client_queue(phone, bytes(untitled), untitled.size(), nullptr, why); });
}

TEST(Arguments, WhatIsNotKnownYetIsIgnored) {
  Phone phone;
  const std::string query = R"({"limit":5,"ofTheFuture":{"a":1}})";
  uint8_t* message = nullptr;
  size_t size = 0;
  EXPECT_EQ(jx_client_inbox(phone, bytes(query), query.size(), &message, &size, nullptr), JX_OK);
  const std::unique_ptr<uint8_t, Free> owned(message);
  EXPECT_EQ(std::string(reinterpret_cast<char*>(message)), "{}");
  EXPECT_EQ(size, 2U);
}

}  // namespace
}  // namespace jiaxin::c::test
