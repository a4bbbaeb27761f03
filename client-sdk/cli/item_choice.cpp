#include "item_choice.hpp"

#include <algorithm>
#include <set>

#include "read_number.hpp"

namespace jiaxin::cli {
namespace {

Refusal ambiguous_message(const std::vector<client::InboxEntry>& entries) {
  std::string names;
  for (const auto& entry : entries)
    names += (names.empty() ? "" : "、") + message_name(entry) + " (" + entry.item.school_name() + ")";
  return usage("几所学校都有这个编号，请写明是哪一条：" + names + "。",
               "Several schools have this number, say which one you mean: " + names + ".");
}

std::string names_of(const std::vector<v1::Child>& children) {
  std::string names;
  for (const auto& child : children)
    names += (names.empty() ? "" : "、") + child.name() + " (" + std::to_string(child.child_id()) + ")";
  return names;
}

std::string labels_of(const v1::ReplySlip& slip) {
  std::string labels;
  for (int at = 0; at < slip.options_size(); ++at)
    labels += (labels.empty() ? "" : "  ") + std::to_string(at + 1) + " " + slip.options(at).label();
  return labels;
}

std::optional<std::uint32_t> option_numbered(const v1::ReplySlip& slip, std::string_view text) {
  int number = 0;
  if (!read_number(text, number) || number < 1 || number > slip.options_size()) return std::nullopt;
  return static_cast<std::uint32_t>(number - 1);
}

std::optional<std::uint32_t> option_labelled(const v1::ReplySlip& slip, std::string_view text) {
  for (int at = 0; at < slip.options_size(); ++at)
    if (slip.options(at).label() == text) return static_cast<std::uint32_t>(at);
  return std::nullopt;
}

}  // namespace

Result<MessageName> parse_message_name(const std::string& text) {
  MessageName name;
  const auto slash = text.find('/');
  const std::string_view number = slash == std::string::npos ? text : std::string_view(text).substr(slash + 1);
  bool good = read_number(number, name.message_id) && name.message_id > 0;
  if (slash != std::string::npos) {
    std::uint32_t school_id = 0;
    good = good && read_number(std::string_view(text).substr(0, slash), school_id) && school_id > 0;
    name.school_id = school_id;
  }
  if (good) return name;
  return usage("编号“" + text + "”无法识别，应写作 42 或 1/42（学校编号/消息编号）。",
               "“" + text + "” is not a message number: 42, or 1/42 (school and message).");
}

std::string message_name(const v1::MemberRef& member, std::uint64_t message_id) {
  return std::to_string(member.school_id()) + "/" + std::to_string(message_id);
}

Result<std::optional<client::InboxEntry>> choose_entry(std::vector<client::InboxEntry> entries, Side side) {
  using Found = std::optional<client::InboxEntry>;
  if (entries.empty()) return Found{};
  std::set<std::uint32_t> schools;
  for (const auto& entry : entries) schools.insert(entry.member.school_id());
  if (schools.size() > 1) return ambiguous_message(entries);
  const auto wanted = std::find_if(entries.begin(), entries.end(),
                                   [&](const auto& entry) { return entry.sent_by_me == (side == Side::sent); });
  return Found{wanted == entries.end() ? entries.front() : *wanted};
}

Result<v1::Child> choose_child(const std::vector<v1::Child>& children, const std::string& name) {
  if (children.empty()) return refused("这一条与您的孩子无关。", "This item concerns no child of yours.");
  std::vector<v1::Child> fitting;
  for (const auto& child : children)
    if (name.empty() || child.name() == name || std::to_string(child.child_id()) == name) fitting.push_back(child);
  if (fitting.size() == 1) return fitting.front();
  if (fitting.empty())
    return usage("没有叫“" + name + "”的孩子；涉及的孩子：" + names_of(children) + "。",
                 "There is no child “" + name + "” here; there are: " + names_of(children) + ".");
  return usage("请用 --child 指明是哪个孩子：" + names_of(fitting) + "。",
               "Say which child with --child: " + names_of(fitting) + ".");
}

Result<std::uint32_t> choose_option(const v1::ReplySlip& slip, const std::string& text) {
  const bool is_number = text.starts_with('#');
  const auto numbered = option_numbered(slip, std::string_view(text).substr(is_number ? 1 : 0));
  const auto labelled = option_labelled(slip, text);
  if (labelled && numbered && !is_number && *labelled != *numbered)
    return usage("“" + text + "”既是一个选项的文字，又是另一个选项的序号；请用 #1 的写法指明序号。",
                 "“" + text + "” is one option's label and another one's number: write #1 for a number.");
  if (labelled) return *labelled;
  if (numbered) return *numbered;
  return usage("没有选项“" + text + "”；可选：" + labels_of(slip) + "。",
               "There is no option “" + text + "”; there are: " + labels_of(slip) + ".");
}

}  // namespace jiaxin::cli
