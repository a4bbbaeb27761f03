// The vectors of protocol/vectors through the codec and the server's first layer.
#include "vectors.hpp"

#include <gtest/gtest.h>

#include "codec/event_frame.hpp"
#include "codec/form_text.hpp"
#include "codec/frame.hpp"
#include "codec/json_frame.hpp"
#include "credentials/sign_in_code.hpp"
#include "session/session_machine.hpp"

namespace jiaxin::vectors {
namespace {

using session::SessionMachine;

void sign_in(SessionMachine& machine, bool in_json) {
  v1::ClientFrame frame;
  frame.set_request_id(1);
  frame.mutable_sign_in();
  if (in_json) machine.on_message(R"({"requestId":"1","signIn":{}})", false);
  else machine.on_message(codec::encode(frame), true);
  machine.sign_in_ended(true);
  machine.answered();
}

session::Decision decide(const json::object& vector) {
  const bool in_json = is_json(vector);
  SessionMachine machine(in_json ? codec::WireFormat::json : codec::WireFormat::proto);
  if (text(vector, "state") != "signed_out") sign_in(machine, in_json);
  return machine.on_message(input_of(vector), is_binary(vector));
}

std::string body_of(const v1::ClientFrame& frame) {
  const auto* field = frame.GetReflection()->GetOneofFieldDescriptor(frame, frame.GetDescriptor()->oneof_decl(0));
  return field ? field->name() : "";
}

void expect_dispatched(const json::object& expect, const session::Decision& decision) {
  const auto* dispatched = std::get_if<session::Dispatch>(&decision);
  ASSERT_TRUE(dispatched) << "it is refused";
  if (expect.contains("accepted")) {
    EXPECT_EQ(body_of(dispatched->frame), text(expect, "accepted"));
    return;
  }
  EXPECT_EQ(known_bytes(dispatched->frame), known_bytes(frame_from<v1::ClientFrame>(expect.at("message"))));
}

void expect_closed(const json::object& expect, const session::Decision& decision) {
  const auto* closed = std::get_if<session::Close>(&decision);
  ASSERT_TRUE(closed) << "it is read";
  EXPECT_EQ(static_cast<int>(closed->code), expect.at("close").to_number<int>());
  EXPECT_EQ(closed->error.name(), text(expect, "error"));
}

void expect_answered(const json::object& expect, const session::Decision& decision) {
  const auto* answer = std::get_if<session::Answer>(&decision);
  ASSERT_TRUE(answer) << "it is not answered at once";
  EXPECT_EQ(answer->frame.error().name(), text(expect, "error"));
  EXPECT_EQ(answer->frame.error().field(), text(expect, "field"));
  if (!expect.contains("requestId")) return;
  EXPECT_EQ(std::to_string(answer->frame.request_id()), text(expect, "requestId"));
}

// What is too long is the transport's to refuse; the codec must not read it either.
void expect_too_long(const json::object& vector) {
  const auto bytes = input_of(vector);
  const auto format = is_json(vector) ? codec::WireFormat::json : codec::WireFormat::proto;
  EXPECT_EQ(bytes.size(), codec::max_message_bytes(codec::max_frame_bytes, format) + 1);
  EXPECT_TRUE(std::holds_alternative<session::Close>(decide(vector)));
}

void run_client_vector(const json::object& vector) {
  const auto& expect = vector.at("expect").as_object();
  if (expect.contains("close") && expect.at("close").to_number<int>() == 1009) return expect_too_long(vector);
  if (expect.contains("close")) return expect_closed(expect, decide(vector));
  if (expect.contains("error")) return expect_answered(expect, decide(vector));
  expect_dispatched(expect, decide(vector));
  if (!expect.contains("canonical")) return;
  EXPECT_EQ(codec::encode(frame_from<v1::ClientFrame>(expect.at("message"))), input_of(vector));
}

struct Body {
  codec::EventBodyKind kind;
  std::string bytes;
};

Body body_of(const v1::Event& event) {
  if (event.has_item()) return {codec::EventBodyKind::item, event.item().SerializeAsString()};
  if (event.has_answer()) return {codec::EventBodyKind::answer, event.answer().SerializeAsString()};
  if (event.has_review_waiting())
    return {codec::EventBodyKind::review_waiting, event.review_waiting().SerializeAsString()};
  return {codec::EventBodyKind::review_outcome, event.review_outcome().SerializeAsString()};
}

// Event batches are written by hand; from the same parts the same bytes must come.
void expect_built_alike(const v1::ServerFrame& frame, const std::string& bytes) {
  const auto& batch = frame.event_batch();
  std::vector<std::string> kept;
  kept.reserve(2 * static_cast<std::size_t>(batch.events_size()));  // views into it must stay
  std::vector<codec::EventParts> parts;
  for (const auto& event : batch.events()) {
    if (event.body_case() == v1::Event::BODY_NOT_SET) return;  // of the future
    v1::Event children;
    *children.mutable_children() = event.children();
    const std::string& child_bytes = kept.emplace_back(children.SerializeAsString());
    auto body = body_of(event);
    const std::string& bytes_of_body = kept.emplace_back(std::move(body.bytes));
    parts.push_back({event.seq(), event.message_id(), event.at_ms(), child_bytes, body.kind, bytes_of_body});
  }
  const codec::LogPosition log{batch.member().school_id(), batch.member().member_id(), batch.epoch()};
  EXPECT_EQ(codec::event_batch_frame(log, parts), bytes);
  if (parts.size() > 1) return;
  if (const auto head = codec::event_frame_head(log, parts.front())) {
    EXPECT_EQ(std::string(head->view()) + std::string(parts.front().body), bytes);
  }
}

void run_server_vector(const json::object& vector) {
  const auto& expect = vector.at("expect").as_object();
  const auto wanted = frame_from<v1::ServerFrame>(expect.at("message"));
  const auto bytes = input_of(vector);
  if (is_json(vector)) {
    EXPECT_EQ(codec::json_from(wanted), bytes);
    return;
  }
  const auto read = codec::decode_server_frame(bytes);
  ASSERT_TRUE(read);
  EXPECT_EQ(known_bytes(*read), known_bytes(wanted));
  if (expect.contains("canonical")) {
    EXPECT_EQ(codec::encode(wanted), bytes);
  }
  if (wanted.has_event_batch()) expect_built_alike(wanted, bytes);
}

void run(const std::string& topic) {
  for (const auto& vector : vectors_of(topic)) {
    SCOPED_TRACE(topic + ": " + text(vector, "name"));
    if (is_client(vector)) run_client_vector(vector);
    else run_server_vector(vector);
  }
}

TEST(Vectors, Frames) { run("frames"); }
TEST(Vectors, Events) { run("events"); }
TEST(Vectors, Wire) { run("wire"); }
TEST(Vectors, Limits) { run("limits"); }
TEST(Vectors, Requests) { run("requests"); }
TEST(Vectors, Json) { run("json"); }

TEST(Vectors, TextSha256) {
  for (const auto& vector : vectors_of("text_sha256")) {
    v1::ConsentForm form;
    const auto& given = vector.at("form").as_object();
    form.set_purpose(text(given, "purpose"));
    form.set_body(text(given, "body"));
    form.set_agree_label(text(given, "agreeLabel"));
    form.set_decline_label(text(given, "declineLabel"));
    EXPECT_EQ(codec::form_text_sha256(text(vector, "title"), form), unhex(text(vector, "textSha256")))
        << text(vector, "name");
  }
}

TEST(Vectors, SignInCode) {
  for (const auto& vector : vectors_of("sign_in_code"))
    EXPECT_EQ(credentials::normalised_code(text(vector, "typed")), text(vector, "code")) << text(vector, "name");
}

}  // namespace
}  // namespace jiaxin::vectors
