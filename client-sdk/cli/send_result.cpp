#include "send_result.hpp"

#include <algorithm>

#include "clean_text.hpp"
#include "findings_text.hpp"
#include "item_choice.hpp"
#include "words.hpp"
#include "zoned_time.hpp"

namespace jiaxin::cli {
namespace {

// Whom to ask, by name.
std::string names_of(const google::protobuf::RepeatedPtrField<v1::StaffMember>& deciders) {
  std::string names;
  for (const auto& decider : deciders)
    names += (names.empty() ? "" : "、") + decider.name() + "（" + std::string(word(decider.role())) + "）";
  return clean_line(names);
}

std::string held_way_on(const v1::HeldForReview& held) {
  if (held.deciders().empty())
    return "\n  学校现在没有可以审核它的人，请修改后重新发送。\n"
           "  Nobody at the school may decide about it: change it and send it again.\n";
  return "\n  由 " + names_of(held.deciders()) + " 审核，结果会立即告诉您。\n" + "  " + names_of(held.deciders()) +
         " may decide; you will be told at once.\n";
}

bool is_about_homework(const v1::BlockedByPolicy& blocked) {
  return std::any_of(blocked.findings().begin(), blocked.findings().end(), [](const v1::Finding& finding) {
    return finding.type() == "V1" || finding.type() == "V2" || finding.type() == "V3" || finding.type() == "V6";
  });
}

std::string blocked_way_on(const client::Settled& settled, std::string_view zone) {
  const auto& blocked = settled.send.blocked();
  const auto id = message_name(settled.member, blocked.message_id());
  if (blocked.deciders().empty())
    return "\n  学校现在没有可以裁定的人，请修改后重新发送。\n"
           "  Nobody at the school may decide about it: change it and send it again.\n";
  const bool homework = is_about_homework(blocked);
  return std::string("\n  ") + (homework ? "作业请在校内作业公示栏公布。" : "") + "如认为有误，可请 " +
         names_of(blocked.deciders()) + " 裁定：jiaxin appeal " + id + "（" +
         shown_time(blocked.text_until_ms(), zone) + " 前）\n  " +
         (homework ? "Homework belongs on the school's homework board. " : "") + "If this is a mistake, ask " +
         names_of(blocked.deciders()) + ": jiaxin appeal " + id + "\n";
}

std::string stored_text(const client::Settled& settled, std::string_view zone) {
  const auto& stored = settled.send.stored();
  const auto guardians = std::to_string(stored.guardians()), children = std::to_string(stored.children());
  return "已保存 STORED  " + message_name(settled.member, stored.message_id()) + "  " +
         shown_time(stored.stored_at_ms(), zone) + "\n  发给 " + guardians + " 位监护人，涉及 " + children +
         " 名孩子 / to " + guardians + " guardians of " + children + " children\n";
}

std::string held_text(const client::Settled& settled, std::string_view zone) {
  const auto& held = settled.send.held();
  return "待审核 HELD  " + message_name(settled.member, held.message_id()) + "  " +
         shown_time(held.stored_at_ms(), zone) +
         "\n  已保存，但须由人审核后才会送出，家长现在看不到。\n"
         "  It is stored, but nobody sees it until a person has reviewed it.\n" +
         findings_text(held.findings()) + held_way_on(held);
}

std::string blocked_text(const client::Settled& settled, std::string_view zone) {
  return "未发送 BLOCKED  " + message_name(settled.member, settled.send.blocked().message_id()) +
         "\n  内容规则不允许，没有发给任何人。\n  The policy filter sent it to nobody.\n" +
         findings_text(settled.send.blocked().findings()) + blocked_way_on(settled, zone);
}

json::array deciders_json(const google::protobuf::RepeatedPtrField<v1::StaffMember>& deciders) {
  json::array listed;
  for (const auto& decider : deciders)
    listed.push_back(json::object{{"name", json_text(decider.name())}, {"role", json_text(key(decider.role()))}});
  return listed;
}

void put_kept(json::object& object, const client::Settled& settled, std::uint64_t message_id, std::int64_t stored_at_ms,
              std::string_view zone) {
  object["id"] = json_text(message_name(settled.member, message_id));
  object["message_id"] = message_id;
  put_time(object, "stored_at", stored_at_ms, zone);
}

}  // namespace

ExitCode exit_code_of(const client::Settled& settled) {
  const bool kept = settled.as == client::SettledAs::stored || settled.as == client::SettledAs::held;
  return kept ? ExitCode::done : ExitCode::refused;
}

std::string send_result_text(const client::Settled& settled, std::string_view zone) {
  if (settled.as == client::SettledAs::stored) return stored_text(settled, zone);
  return settled.as == client::SettledAs::held ? held_text(settled, zone) : blocked_text(settled, zone);
}

json::object send_result_json(const client::Settled& settled, std::string_view zone) {
  json::object object{{"outcome", "blocked"}, {"client_id", json_text(settled.client_id.hex())}};
  if (settled.as == client::SettledAs::stored) {
    const auto& stored = settled.send.stored();
    object["outcome"] = "stored";
    put_kept(object, settled, stored.message_id(), stored.stored_at_ms(), zone);
    object["guardians"] = stored.guardians();
    object["children"] = stored.children();
  } else if (settled.as == client::SettledAs::held) {
    object["outcome"] = "held";
    put_kept(object, settled, settled.send.held().message_id(), settled.send.held().stored_at_ms(), zone);
    object["deciders"] = deciders_json(settled.send.held().deciders());
    object["findings"] = findings_json(settled.send.held().findings());
  } else {
    const auto& blocked = settled.send.blocked();
    object["id"] = json_text(message_name(settled.member, blocked.message_id()));
    object["message_id"] = blocked.message_id();
    put_time(object, "text_until", blocked.text_until_ms(), zone);
    object["deciders"] = deciders_json(blocked.deciders());
    object["findings"] = findings_json(blocked.findings());
  }
  return object;
}

}  // namespace jiaxin::cli
