#include "receipts_text.hpp"

#include <ostream>

#include "clean_text.hpp"
#include "item_json.hpp"
#include "table.hpp"
#include "words.hpp"
#include "zoned_time.hpp"

namespace jiaxin::cli {
namespace {

std::string count(std::string_view word, std::uint32_t number) {
  return std::string(word) + " " + std::to_string(number);
}

std::string children_counts(const v1::ReceiptSummary& summary, const v1::Item* item) {
  std::string text;
  for (int at = 0; at < summary.slip_counts_size(); ++at)
    text += count(choice_text(item, v1::CHOICE_SLIP, static_cast<std::uint32_t>(at)), summary.slip_counts(at)) + " · ";
  const bool is_form = !item || item->ask() == v1::ASK_CONSENT;
  if (is_form && summary.slip_counts_size() == 0)
    text += count(choice_text(item, v1::CHOICE_AGREE, 0), summary.children_agreed()) + " · " +
            count(choice_text(item, v1::CHOICE_DECLINE, 0), summary.children_declined()) + " · ";
  return text + count("监护人意见不一致", summary.children_disagree()) + " · " +
         count("未答复", summary.children_unanswered());
}

std::string time_or_dash(std::int64_t at_ms, std::string_view zone) {
  return at_ms == 0 ? "-" : shown_time(at_ms, zone);
}

}  // namespace

void print_summary(std::ostream& out, const v1::ReceiptSummary& summary, const v1::Item* item) {
  out << "共 " << summary.rows() << " 人次 · " << count("已送达", summary.delivered()) << " · "
      << count("已读", summary.read()) << " · " << count("已答复", summary.answered()) << '\n';
  out << "孩子 " << summary.children() << " 名";
  if (!item || item->ask() != v1::ASK_NOTHING) out << "：" << clean_line(children_counts(summary, item));
  out << '\n';
  out.flush();
}

void print_rows(std::ostream& out, const AllReceipts& receipts, const v1::Item* item, std::string_view zone) {
  Table table({"班级", "孩子", "监护人", "关系", "送达", "已读", "答复时间", "答复", "附言"});
  for (const auto& row : receipts.rows)
    table.add({row.class_title(), row.child_name(), row.guardian_name(), row.relation(),
               time_or_dash(row.delivered_at_ms(), zone), time_or_dash(row.read_at_ms(), zone),
               time_or_dash(row.answered_at_ms(), zone),
               row.answered_at_ms() == 0 ? "-" : choice_text(item, row.choice(), row.slip_option()), row.comment()});
  table.print(out);
}

json::object json_of(const v1::ReceiptSummary& summary, const v1::Item* item) {
  json::array options;
  for (int at = 0; at < summary.slip_counts_size(); ++at) {
    const auto index = static_cast<std::uint32_t>(at);
    options.push_back(json::object{
        {"number", at + 1},
        {"label", item ? json::value(json_text(choice_text(item, v1::CHOICE_SLIP, index))) : json::value(nullptr)},
        {"children", summary.slip_counts(at)}});
  }
  return {{"rows", summary.rows()},
          {"delivered", summary.delivered()},
          {"read", summary.read()},
          {"answered", summary.answered()},
          {"children", summary.children()},
          {"children_agreed", summary.children_agreed()},
          {"children_declined", summary.children_declined()},
          {"children_disagree", summary.children_disagree()},
          {"children_unanswered", summary.children_unanswered()},
          {"options", std::move(options)}};
}

json::object json_of(const v1::Receipt& row, const v1::Item* item, std::string_view zone) {
  json::object object{{"member_id", row.member_id()},          {"guardian", json_text(row.guardian_name())},
                      {"relation", json_text(row.relation())}, {"child_id", row.child_id()},
                      {"child", json_text(row.child_name())},  {"class", json_text(row.class_title())}};
  put_time(object, "stored_at", row.stored_at_ms(), zone);
  put_time(object, "delivered_at", row.delivered_at_ms(), zone);
  put_time(object, "read_at", row.read_at_ms(), zone);
  put_time(object, "answered_at", row.answered_at_ms(), zone);
  put_choice(object, row.answered_at_ms() == 0 ? v1::CHOICE_UNSPECIFIED : row.choice(), row.slip_option(), item);
  object["comment"] = row.comment().empty() ? json::value(nullptr) : json::value(json_text(row.comment()));
  return object;
}

}  // namespace jiaxin::cli
