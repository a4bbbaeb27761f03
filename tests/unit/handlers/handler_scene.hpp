// Requests of the small school's people, and what becomes of them.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codec/form_text.hpp"
#include "codec/limits.hpp"
#include "handlers/dispatch.hpp"
#include "support/fake_server.hpp"

namespace jiaxin::handlers {

using namespace fake;

inline constexpr const char* good_words = "明天上午九点举行升旗仪式，请孩子们穿校服。";
inline constexpr const char* held_words = "表扬张三同学，今天主动扫地。";
inline constexpr const char* homework = "今天的数学作业：完成练习册第12页，拍照上传到群里。";

class Scene : public testing::Test {
 protected:
  ReplyBox ask(const Caller& who, const v1::ClientFrame& frame) {
    const auto violation = codec::check_limits(frame);
    EXPECT_FALSE(violation) << violation->text_en;
    ReplyBox box;
    dispatch(server.services, who, frame, box.reply());
    return box;
  }
  ReplyBox ask(domain::MemberId who, const v1::ClientFrame& frame) { return ask(caller(who), frame); }

  static void fill(v1::SendHeader& header, domain::MemberId from, const std::vector<domain::ClassId>& classes,
                   unsigned number) {
    name(*header.mutable_from(), from);
    header.set_client_id(client_id(number));
    header.mutable_to();
    for (const auto id : classes) header.mutable_to()->add_class_ids(id.value);
  }

  static v1::ClientFrame notice(domain::MemberId from, const std::vector<domain::ClassId>& to, unsigned number = 1,
                                const std::string& body = good_words) {
    v1::ClientFrame frame;
    auto& request = *frame.mutable_send_notice();
    fill(*request.mutable_header(), from, to, number);
    request.set_title("升旗仪式");
    request.set_body(body);
    return frame;
  }

  v1::ClientFrame letter(domain::MemberId from, const std::vector<domain::ClassId>& to, unsigned number = 1) const {
    v1::ClientFrame frame;
    auto& request = *frame.mutable_send_letter();
    fill(*request.mutable_header(), from, to, number);
    request.set_title("参观科技馆");
    request.set_body("学校组织学生前往科技馆参观，费用由学校承担。");
    auto& slip = *request.mutable_slip();
    slip.add_options()->set_label("参加");
    slip.add_options()->set_label("不参加");
    slip.mutable_options(1)->set_will_not_take_part(true);
    slip.set_comment_allowed(true);
    slip.set_deadline_ms(in(std::chrono::days(3)));
    return frame;
  }

  v1::ClientFrame form(domain::MemberId from, const std::vector<domain::ClassId>& to, unsigned number = 1) const {
    v1::ClientFrame frame;
    auto& request = *frame.mutable_send_form();
    fill(*request.mutable_header(), from, to, number);
    request.set_title("研学活动知情同意书");
    request.mutable_form()->set_purpose("参加三天研学活动");
    request.mutable_form()->set_body("活动由学校统一组织，费用由学校承担，可以随时退出。");
    request.mutable_form()->set_deadline_ms(in(std::chrono::days(3)));
    return frame;
  }

  v1::ClientFrame opened(domain::MemberId who, domain::MessageId message) const {
    v1::ClientFrame frame;
    name(*frame.mutable_mark_read()->mutable_member(), who);
    frame.mutable_mark_read()->set_message_id(message.value);
    return frame;
  }

  static void fill(v1::AnswerHeader& header, domain::MemberId who, domain::MessageId message, domain::ChildId child,
                   unsigned number, std::uint64_t predecessor) {
    name(*header.mutable_member(), who);
    header.set_client_id(client_id(number));
    header.set_message_id(message.value);
    header.set_child_id(child.value);
    header.set_predecessor(predecessor);
  }
  v1::ClientFrame slip(domain::MemberId who, domain::MessageId message, domain::ChildId child, std::uint32_t option = 0,
                       unsigned number = 1, std::uint64_t predecessor = 0) const {
    v1::ClientFrame frame;
    fill(*frame.mutable_answer_slip()->mutable_header(), who, message, child, number, predecessor);
    frame.mutable_answer_slip()->set_option(option);
    return frame;
  }
  v1::ClientFrame decision(domain::MemberId who, domain::MessageId message, domain::ChildId child, v1::Choice choice,
                           unsigned number = 1, std::uint64_t predecessor = 0) const {
    v1::ClientFrame frame;
    fill(*frame.mutable_decide()->mutable_header(), who, message, child, number, predecessor);
    frame.mutable_decide()->set_choice(choice);
    frame.mutable_decide()->set_form_version(1);
    frame.mutable_decide()->set_text_sha256(item_of(message).text_sha256());
    return frame;
  }

  // Sends it and gives its id; for items that must be stored.
  domain::MessageId stored(domain::MemberId from, const v1::ClientFrame& frame) {
    const auto answer = ask(from, frame).frame();
    EXPECT_TRUE(answer.send_result().has_stored()) << answer.ShortDebugString();
    return {answer.send_result().stored().message_id()};
  }
  // The item as it stands in storage.
  v1::Item item_of(domain::MessageId message) const {
    v1::Item item;
    for (const auto& kept : server.messages.messages()) {
      if (kept.id != message) continue;
      EXPECT_TRUE(item.ParseFromString(std::get<ports::SerialisedItem>(kept.sent.item).bytes()));
    }
    return item;
  }
  const ports::NewMessage& last_sent() const { return server.messages.messages().back().sent; }

  std::int64_t in(std::chrono::milliseconds time) const {
    return (server.clock.now() + time).time_since_epoch().count();
  }
  // What the member's device would receive, newest last.
  std::vector<v1::Event> events_of(domain::MemberId member) {
    std::vector<v1::Event> events;
    FakeOutlet outlet;
    const delivery::Subscription following(server.hub, key(member), {77}, {0}, outlet);
    server.core.run();
    for (const auto& frame : outlet.take())
      for (const auto& event : frame.event_batch().events()) events.push_back(event);
    return events;
  }

  FakeServer server;
};

}  // namespace jiaxin::handlers
