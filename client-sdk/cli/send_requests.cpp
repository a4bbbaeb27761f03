#include "send_requests.hpp"

#include "clean_text.hpp"
#include "jiaxin/client/client_id.hpp"
#include "membership_choice.hpp"
#include "zoned_time.hpp"

namespace jiaxin::cli {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

Result<v1::Audience> audience_of(const SendOptions& options, const v1::Membership& from) {
  const int kinds = int{!options.classes.empty()} + int{!options.grades.empty()} + int{options.whole_school};
  if (kinds != 1)
    return usage("请指明发给谁，三选一：--class、--grade 或 --whole-school。",
                 "Say whom it is for, by one of --class, --grade and --whole-school.");
  v1::Audience to;
  for (const auto& title : options.classes) {
    const auto id = find_class(from.may_send_to(), title);
    if (!id) return id.refusal();
    to.add_class_ids(*id);
  }
  for (const auto& grade : options.grades) to.add_grades(grade);
  to.set_whole_school(options.whole_school);
  return to;
}

Result<v1::SendHeader> header_of(const SendOptions& options, const v1::Membership& from) {
  const auto to = audience_of(options, from);
  if (!to) return to.refusal();
  v1::SendHeader header;
  *header.mutable_from() = from.ref();
  *header.mutable_to() = *to;
  if (options.client_id.empty()) return header;
  const auto id = client::ClientId::from_hex(options.client_id);
  if (!id) return usage("--client-id 应为 32 个十六进制数字。", "--client-id takes 32 hexadecimal digits.");
  header.set_client_id(id->wire());
  return header;
}

// Unix milliseconds, 0: none was given.
Result<std::int64_t> deadline_of(const SendOptions& options, const v1::Membership& from) {
  if (!options.deadline) return std::int64_t{0};
  return parse_deadline(*options.deadline, from.time_zone());
}

v1::ReplySlip slip_of(const LetterOptions& options, std::int64_t deadline_ms) {
  v1::ReplySlip slip;
  for (const auto& label : options.options) slip.add_options()->set_label(label);
  if (!options.decline_option.empty()) {
    auto& option = *slip.add_options();
    option.set_label(options.decline_option);
    option.set_will_not_take_part(true);
  }
  slip.set_comment_allowed(options.comment);
  slip.set_deadline_ms(deadline_ms);
  return slip;
}

}  // namespace

Result<v1::SendUrgent> make_urgent(const UrgentOptions& options, const v1::Membership& from) {
  auto header = header_of(options, from);
  if (!header) return header.refusal();
  v1::SendUrgent urgent;
  *urgent.mutable_header() = *std::move(header);
  urgent.set_template_id(options.template_id);
  urgent.set_with_english(options.with_english);
  for (const auto& given : options.slots) {
    const auto equals = given.find('=');
    if (equals == given.npos)
      return usage("--slot 写作 名称=内容，如 --slot date=11-26。", "--slot is NAME=VALUE, e.g. --slot date=11-26.");
    auto& slot = *urgent.add_slots();
    slot.set_name(given.substr(0, equals));
    slot.set_value(given.substr(equals + 1));
  }
  return urgent;
}

Result<v1::SendNotice> make_notice(const SendOptions& options, const v1::Membership& from, const std::string& body) {
  auto header = header_of(options, from);
  if (!header) return header.refusal();
  v1::SendNotice notice;
  *notice.mutable_header() = *std::move(header);
  notice.set_title(options.title);
  notice.set_body(body);
  return notice;
}

Result<v1::SendLetter> make_letter(const LetterOptions& options, const v1::Membership& from, const std::string& body) {
  auto header = header_of(options, from);
  if (!header) return header.refusal();
  const auto deadline = deadline_of(options, from);
  if (!deadline) return deadline.refusal();
  const bool asks = !options.options.empty() || !options.decline_option.empty();
  if (!asks && (options.comment || *deadline != 0))
    return usage("--comment 和 --deadline 须与 --option 同用。",
                 "--comment and --deadline need at least one --option.");
  v1::SendLetter letter;
  *letter.mutable_header() = *std::move(header);
  letter.set_title(options.title);
  letter.set_body(body);
  if (asks) *letter.mutable_slip() = slip_of(options, *deadline);
  return letter;
}

Result<v1::SendForm> make_form(const FormOptions& options, const v1::Membership& from, const std::string& body) {
  auto header = header_of(options, from);
  if (!header) return header.refusal();
  const auto deadline = deadline_of(options, from);
  if (!deadline) return deadline.refusal();
  v1::SendForm send;
  *send.mutable_header() = *std::move(header);
  send.set_title(options.title);
  auto& form = *send.mutable_form();
  form.set_purpose(options.purpose);
  form.set_body(body);
  form.set_agree_label(options.agree_label);
  form.set_decline_label(options.decline_label);
  form.set_deadline_ms(*deadline);
  return send;
}

Result<std::string> as_body(std::string bytes) {
  if (bytes.starts_with(byte_order_mark)) bytes.erase(0, byte_order_mark.size());
  if (!is_utf8(bytes)) return usage("正文文件不是 UTF-8 文字。", "The body file is not UTF-8 text.");
  std::string body;
  body.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size(); ++at)
    if (!(bytes[at] == '\r' && at + 1 < bytes.size() && bytes[at + 1] == '\n')) body += bytes[at];
  body.erase(body.find_last_not_of("\r\n") + 1);
  return body;
}

}  // namespace jiaxin::cli
