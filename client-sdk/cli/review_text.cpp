#include "review_text.hpp"

#include <ostream>

#include "clean_text.hpp"
#include "failure.hpp"
#include "findings_text.hpp"
#include "item_choice.hpp"
#include "item_json.hpp"
#include "item_text.hpp"
#include "table.hpp"
#include "words.hpp"
#include "zoned_time.hpp"

namespace jiaxin::cli {
namespace {

std::string person(const std::string& name, v1::Role role) { return name + "（" + std::string(word(role)) + "）"; }

std::string state_of(const v1::ReviewEntry& entry) {
  if (entry.has_decision()) return std::string(word(entry.decision().ruling()));
  return entry.asked_at_ms() == 0 ? "未申请裁定" : "等待裁定";
}

// The item as an inbox entry, to be printed and written like one.
client::InboxEntry as_entry(const v1::MemberRef& member, const v1::Review& review) {
  client::InboxEntry entry;
  entry.member = member;
  entry.message_id = review.entry().message_id();
  entry.at_ms = review.entry().sent_at_ms();
  entry.item = review.item();
  return entry;
}

std::string time_before(std::uint32_t minutes) {
  if (minutes == 0) return "不到 1 分钟前 / less than a minute before";
  const auto number = std::to_string(minutes);
  return number + " 分钟前 / " + number + (minutes == 1 ? " minute before" : " minutes before");
}

void print_earlier(std::ostream& out, const v1::Review& review) {
  if (review.earlier().empty()) return;
  out << "\n";
  note(out, "发送人此前刚写过，与下文一并判断：",
       "Written by the sender just before, and judged together with what follows:");
  for (const auto& said : review.earlier())
    out << "  " << time_before(said.minutes_before()) << "\n    “" << clean_line(said.text()) << "”\n";
}

json::array earlier_json(const v1::Review& review) {
  json::array listed;
  for (const auto& said : review.earlier())
    listed.push_back(json::object{{"minutes_before", said.minutes_before()}, {"text", json_text(said.text())}});
  return listed;
}

template <class News>
json::object news_json(const News& news) {
  return {{"stopped", json_text(key(news.stopped()))},
          {"kind", json_text(key(news.kind()))},
          {"sender", json_text(news.sender().name())},
          {"sent_to", json_text(news.sent_to())}};
}

}  // namespace

std::string_view word(v1::Stopped stopped) { return stopped == v1::STOPPED_BLOCKED ? "已拦下" : "待审核"; }
std::string_view key(v1::Stopped stopped) { return stopped == v1::STOPPED_BLOCKED ? "blocked" : "held"; }
std::string_view word(v1::Ruling ruling) { return ruling == v1::RULING_RELEASE ? "放行" : "不予放行"; }
std::string_view key(v1::Ruling ruling) { return ruling == v1::RULING_RELEASE ? "release" : "refuse"; }

std::string decision_line(const v1::ReviewDecision& decision, std::string_view zone) {
  return clean_line(std::string(word(decision.ruling())) + "，" +
                    person(decision.decided_by().name(), decision.decided_by().role()) + " " +
                    shown_time(decision.decided_at_ms(), zone) + "：" + decision.reason());
}

void print_reviews(std::ostream& out, const v1::MemberRef& member, const std::vector<v1::ReviewEntry>& reviews,
                   std::string_view zone) {
  Table table({"编号", "状态", "裁定", "种类", "发送人", "发给", "时间", "标题"});
  for (const auto& entry : reviews)
    table.add({message_name(member, entry.message_id()), std::string(word(entry.stopped())), state_of(entry),
               std::string(word(entry.kind())), person(entry.sender().name(), entry.sender().role()), entry.sent_to(),
               shown_time(entry.sent_at_ms(), zone), entry.title().empty() ? "（原文已不保存）" : entry.title()});
  table.print(out);
}

void print_review(std::ostream& out, const v1::MemberRef& member, const v1::Review& review, std::string_view zone) {
  const auto& entry = review.entry();
  out << message_name(member, entry.message_id()) << "  " << word(entry.stopped()) << "  " << state_of(entry) << "\n";
  if (entry.has_decision()) out << decision_line(entry.decision(), zone) << "\n";
  if (!review.comment().empty()) out << "发送人说明：" << clean_line(review.comment()) << "\n";
  print_earlier(out, review);
  out << "\n";
  if (review.has_item()) print_item(out, as_entry(member, review));
  else out << "原文已过保存期。The text is no longer kept.\n";
  out << findings_text(review.findings());
}

std::string news_line(const client::ReviewNews& news, std::string_view zone) {
  if (news.outcome) return decision_line(news.outcome->decision(), zone);
  const auto& waiting = news.waiting.value_or(v1::ReviewWaiting());
  return clean_line("等待裁定：" + person(waiting.sender().name(), waiting.sender().role()) + " 发给 " +
                    waiting.sent_to() + " 的" + std::string(word(waiting.kind())) + "（" +
                    std::string(word(waiting.stopped())) + "）");
}

json::object json_of(const v1::ReviewDecision& decision, std::string_view zone) {
  json::object object{{"ruling", json_text(key(decision.ruling()))},
                      {"reason", json_text(decision.reason())},
                      {"decided_by", json_text(decision.decided_by().name())},
                      {"role", json_text(key(decision.decided_by().role()))},
                      {"guardians", decision.guardians()},
                      {"children", decision.children()}};
  put_time(object, "decided_at", decision.decided_at_ms(), zone);
  return object;
}

json::object json_of(const v1::MemberRef& member, const v1::ReviewEntry& entry, std::string_view zone) {
  json::object object{{"id", json_text(message_name(member, entry.message_id()))},
                      {"stopped", json_text(key(entry.stopped()))},
                      {"kind", json_text(key(entry.kind()))},
                      {"sender", json_text(entry.sender().name())},
                      {"sender_role", json_text(key(entry.sender().role()))},
                      {"sent_to", json_text(entry.sent_to())},
                      {"title", json_text(entry.title())}};
  put_time(object, "sent_at", entry.sent_at_ms(), zone);
  put_time(object, "asked_at", entry.asked_at_ms(), zone);
  object["decision"] = entry.has_decision() ? json::value(json_of(entry.decision(), zone)) : json::value(nullptr);
  return object;
}

json::object json_of(const v1::MemberRef& member, const v1::Review& review, std::string_view zone) {
  auto object = json_of(member, review.entry(), zone);
  object["item"] = review.has_item() ? json::value(json_of(as_entry(member, review))) : json::value(nullptr);
  object["earlier"] = earlier_json(review);
  object["findings"] = findings_json(review.findings());
  object["comment"] = json_text(review.comment());
  object["may_decide"] = review.may_decide();
  object["policy_version"] = json_text(review.policy_version());
  object["text_sha256"] = json_text(hex_digits(review.text_sha256()));
  return object;
}

json::object json_of(const client::ReviewNews& news, std::string_view zone) {
  json::object object = news.outcome ? news_json(*news.outcome) : news_json(news.waiting.value_or(v1::ReviewWaiting()));
  object["id"] = json_text(message_name(news.member, news.message_id));
  object["decision"] = news.outcome ? json::value(json_of(news.outcome->decision(), zone)) : json::value(nullptr);
  return object;
}

}  // namespace jiaxin::cli
