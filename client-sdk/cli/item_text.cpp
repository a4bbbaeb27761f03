#include "item_text.hpp"

#include <algorithm>
#include <ostream>

#include "clean_text.hpp"
#include "item_choice.hpp"
#include "table.hpp"
#include "words.hpp"
#include "zoned_time.hpp"

namespace jiaxin::cli {
namespace {

constexpr std::size_t label_width = 8;

void field(std::ostream& out, std::string_view label, std::string_view text) {
  if (!text.empty()) out << padded(label, label_width) << "  " << clean_line(text) << '\n';
}

void paragraph(std::ostream& out, std::string_view text) {
  const auto cleaned = clean_block(text);
  const auto end = cleaned.find_last_not_of(" \n\t");
  if (end != std::string::npos) out << '\n' << std::string_view(cleaned).substr(0, end + 1) << '\n';
}

std::string children_text(const client::InboxEntry& entry) {
  std::string text;
  for (const auto& child : entry.children) {
    if (!text.empty()) text += "、";
    text += child.name();
    if (!child.class_title().empty()) text += "（" + child.class_title() + "）";
  }
  return text;
}

std::string sender_text(const client::InboxEntry& entry) {
  const auto& sender = entry.item.sender();
  return sender.name() + "（" + std::string(word(sender.role())) + (entry.sent_by_me ? "，本人）" : "）");
}

std::string deadline_text(const v1::Item& item) {
  return item.deadline_ms() == 0 ? "" : shown_time(item.deadline_ms(), item.time_zone());
}

// Its label may say by itself that one will not take part.
std::string option_text(const v1::ReplySlip& slip, int at) {
  const auto& option = slip.options(at);
  const bool say_so = option.will_not_take_part() && option.label().find("不参加") == std::string::npos;
  return std::to_string(at + 1) + " " + option.label() + (say_so ? "（不参加）" : "");
}

std::string ask_text(const v1::Item& item) {
  if (item.ask() == v1::ASK_CONSENT) return "知情同意：1 " + agree_label(item) + "  2 " + decline_label(item);
  if (item.ask() != v1::ASK_SLIP) return item.ask() == v1::ASK_NOTHING ? "无需回复" : "";
  std::string text = "回执，选一项：";
  for (int at = 0; at < item.slip().options_size(); ++at) text += (at ? "  " : "") + option_text(item.slip(), at);
  return text + (item.slip().comment_allowed() ? "（可附言，只有发件人看得到）" : "");
}

bool is_asked(const v1::Item& item) { return item.ask() == v1::ASK_SLIP || item.ask() == v1::ASK_CONSENT; }

std::string name_of_child(const v1::AnswerRecorded& answer, const client::InboxEntry* entry) {
  if (entry)
    for (const auto& child : entry->children)
      if (child.child_id() == answer.child_id()) return child.name();
  return "孩子 " + std::to_string(answer.child_id());
}

std::string state_text(const client::InboxEntry& entry) {
  if (entry.sent_by_me) return "本人发出";
  std::string text = entry.read ? "已读" : "未读";
  if (!is_asked(entry.item)) return text;
  const auto unanswered = std::count_if(entry.children.begin(), entry.children.end(), [&](const auto& child) {
    return std::none_of(entry.answers.begin(), entry.answers.end(),
                        [&](const auto& answer) { return answer.child_id() == child.child_id(); });
  });
  return text + (unanswered == 0 ? " · 已答复" : entry.children.size() > 1 ? " · 未全部答复" : " · 未答复");
}

std::string short_ask(const v1::Item& item) {
  const std::string what = item.ask() == v1::ASK_SLIP ? "须填回执" : item.ask() == v1::ASK_CONSENT ? "须作决定" : "";
  const auto deadline = deadline_text(item);
  if (deadline.empty()) return what;
  return "截止 " + deadline + (what.empty() ? "" : "，" + what);
}

std::string joined(const std::vector<std::string>& texts) {
  std::string line;
  for (const auto& text : texts)
    if (!text.empty()) line += (line.empty() ? "" : " · ") + text;
  return line;
}

}  // namespace

void print_item(std::ostream& out, const client::InboxEntry& entry) {
  const auto& item = entry.item;
  out << clean_line(item.title()) << '\n';
  field(out, "编号", message_name(entry));
  field(out, "类别", word(item.kind()));
  field(out, "学校", item.school_name());
  field(out, "发给", item.sent_to());
  field(out, "孩子", children_text(entry));
  field(out, "发件人", sender_text(entry));
  field(out, "发出时间", shown_time(entry.at_ms, item.time_zone()));
  field(out, "截止时间", deadline_text(item));
  field(out, "请您", ask_text(item));
  field(out, "状态", state_text(entry));
  for (const auto& answer : entry.answers) field(out, "答复", answer_line(answer, &entry, item.time_zone()));
  if (item.ask() == v1::ASK_CONSENT) {
    paragraph(out, "目的：" + item.form().purpose());
    paragraph(out, item.form().body());
  }
  paragraph(out, item.body());
  out.flush();
}

void print_item_summary(std::ostream& out, const client::InboxEntry& entry) {
  const auto& item = entry.item;
  const bool unread = !entry.read && !entry.sent_by_me;
  const std::string mark = unread ? "* " : "  ";
  out << clean_line(mark + message_name(entry) + "  " + std::string(word(item.kind())) + "  " + item.title()) << '\n';
  const std::vector<std::string> where{children_text(entry).empty() ? item.sent_to() : children_text(entry),
                                       sender_text(entry), item.school_name(),
                                       shown_time(entry.at_ms, item.time_zone())};
  out << clean_line("    " + joined(where)) << '\n';
  out << clean_line("    " + joined({state_text(entry), short_ask(item)})) << '\n';
}

void print_membership(std::ostream& out, const v1::Membership& membership) {
  std::string roles, classes, grades;
  for (const int role : membership.roles())
    roles += (roles.empty() ? "" : "、") + std::string(word(static_cast<v1::Role>(role)));
  for (const auto& known : membership.may_send_to())
    classes += (classes.empty() ? "" : "、") + known.title() + " (" + std::to_string(known.class_id()) + ")";
  for (const auto& grade : membership.may_send_to_grades()) grades += (grades.empty() ? "" : "、") + grade;
  out << clean_line(membership.school_name()) << '\n';
  field(out, "编号", std::to_string(membership.ref().school_id()) + "/" + std::to_string(membership.ref().member_id()));
  field(out, "姓名", membership.person_name());
  field(out, "身份", roles);
  field(out, "时区", membership.time_zone());
  for (const auto& child : membership.children())
    field(out, "孩子",
          child.name() + "（" + child.class_title() + "，" + child.relation() +
              (child.may_sign() ? "，可签字）" : "，不可签字）"));
  field(out, "可发班级", classes);
  field(out, "可发年级", grades);
  if (membership.may_send_to_school()) field(out, "可发全校", "是");
}

std::string answer_line(const v1::AnswerRecorded& answer, const client::InboxEntry* entry, std::string_view zone) {
  const auto choice = choice_text(entry ? &entry->item : nullptr, answer.choice(), answer.slip_option());
  return clean_line(name_of_child(answer, entry) + "：" + answer.name() + "（" + answer.relation() + "） " + choice +
                    "，" + shown_time(answer.decided_at_ms(), zone));
}

}  // namespace jiaxin::cli
