// People, schools and items for the tests of the command line.
#pragma once

#include <string>

#include "jiaxin/client/inbox.hpp"
#include "jiaxin/v1/session.pb.h"

namespace jiaxin::cli {

inline v1::Membership teacher_at(std::uint32_t school_id, const std::string& school) {
  v1::Membership membership;
  membership.mutable_ref()->set_school_id(school_id);
  membership.mutable_ref()->set_member_id(7);
  membership.set_school_name(school);
  membership.set_time_zone("Asia/Shanghai");
  membership.set_person_name("王芳");
  membership.add_roles(v1::ROLE_CLASS_TEACHER);
  const auto add_class = [&](std::uint32_t id, const char* title) {
    auto& known = *membership.add_may_send_to();
    known.set_class_id(id);
    known.set_title(title);
    known.set_grade("3");
  };
  add_class(31, "三年级(1)班");
  add_class(32, "三年级(2)班");
  return membership;
}

inline v1::Membership guardian_at(std::uint32_t school_id, const std::string& school) {
  v1::Membership membership;
  membership.mutable_ref()->set_school_id(school_id);
  membership.mutable_ref()->set_member_id(9);
  membership.set_school_name(school);
  membership.set_time_zone("Asia/Shanghai");
  membership.add_roles(v1::ROLE_GUARDIAN);
  return membership;
}

inline v1::Child child(std::uint32_t id, const std::string& name) {
  v1::Child made;
  made.set_child_id(id);
  made.set_name(name);
  made.set_class_title("三年级(1)班");
  made.set_relation("母亲");
  made.set_may_sign(true);
  return made;
}

inline client::InboxEntry entry_of(std::uint32_t school_id, std::uint64_t message_id) {
  client::InboxEntry entry;
  entry.member.set_school_id(school_id);
  entry.member.set_member_id(9);
  entry.message_id = message_id;
  entry.seq = 3;
  entry.at_ms = 1'795'300'000'000;
  entry.item.set_kind(v1::KIND_NOTICE);
  entry.item.set_school_name("第一小学");
  entry.item.set_time_zone("Asia/Shanghai");
  entry.item.set_sent_to("三年级(1)班");
  entry.item.mutable_sender()->set_name("王芳");
  entry.item.mutable_sender()->set_role(v1::ROLE_CLASS_TEACHER);
  entry.item.set_title("秋季运动会");
  entry.item.set_body("周五上午举行。\n请穿运动鞋。");
  entry.item.set_ask(v1::ASK_NOTHING);
  entry.children.push_back(child(12, "欧阳思远"));
  return entry;
}

inline client::InboxEntry letter_with_slip() {
  auto entry = entry_of(1, 42);
  entry.item.set_kind(v1::KIND_LETTER);
  entry.item.set_ask(v1::ASK_SLIP);
  entry.item.set_deadline_ms(1'796'119'200'000);  // 2026-12-01 18:00 in Shanghai
  entry.item.mutable_slip()->add_options()->set_label("参加");
  auto& no = *entry.item.mutable_slip()->add_options();
  no.set_label("不参加");
  no.set_will_not_take_part(true);
  entry.item.mutable_slip()->set_comment_allowed(true);
  return entry;
}

}  // namespace jiaxin::cli
