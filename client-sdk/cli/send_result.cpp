#include "send_result.hpp"

#include <google/protobuf/repeated_field.h>

#include "clean_text.hpp"
#include "item_choice.hpp"
#include "zoned_time.hpp"

namespace jiaxin::cli {
namespace {

using Findings = google::protobuf::RepeatedPtrField<v1::Finding>;

// People count from 1, both ends included; the protocol from 0, half-open.
std::string finding_text(const v1::Finding& finding) {
  const auto first = std::to_string(finding.start() + 1), last = std::to_string(finding.end());
  std::string text = "\n  “" + clean_line(finding.quote()) + "”\n";
  text += "    规则 Rule      " + clean_line(finding.rule() + "  " + finding.type()) + "\n";
  text += "    位置 Position  第 " + first + " 至 " + last + " 字 / characters " + first + " to " + last + "\n";
  text += "    原因 Reason    " + clean_line(finding.reason_zh()) + "\n";
  text += "                   " + clean_line(finding.reason_en()) + "\n";
  text += "    可以 Way on    " + clean_line(finding.way_on_zh()) + "\n";
  text += "                   " + clean_line(finding.way_on_en()) + "\n";
  return text;
}

std::string findings_text(const Findings& findings) {
  std::string text;
  for (const auto& finding : findings) text += finding_text(finding);
  return text;
}

json::array findings_json(const Findings& findings) {
  json::array listed;
  for (const auto& finding : findings)
    listed.push_back(json::object{{"rule", json_text(finding.rule())},
                                  {"type", json_text(finding.type())},
                                  {"quote", json_text(finding.quote())},
                                  {"start", finding.start()},
                                  {"end", finding.end()},
                                  {"reason_zh", json_text(finding.reason_zh())},
                                  {"reason_en", json_text(finding.reason_en())},
                                  {"way_on_zh", json_text(finding.way_on_zh())},
                                  {"way_on_en", json_text(finding.way_on_en())}});
  return listed;
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
         findings_text(held.findings());
}

std::string blocked_text(const client::Settled& settled) {
  return "未发送 BLOCKED\n  内容规则不允许，没有发给任何人。\n  The policy filter sent it to nobody.\n" +
         findings_text(settled.send.blocked().findings());
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
  return settled.as == client::SettledAs::held ? held_text(settled, zone) : blocked_text(settled);
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
    object["findings"] = findings_json(settled.send.held().findings());
  } else {
    object["findings"] = findings_json(settled.send.blocked().findings());
  }
  return object;
}

}  // namespace jiaxin::cli
