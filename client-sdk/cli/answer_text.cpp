#include "answer_text.hpp"

#include <ostream>

#include "clean_text.hpp"
#include "item_json.hpp"
#include "table.hpp"
#include "words.hpp"
#include "zoned_time.hpp"

namespace jiaxin::cli {
namespace {

json::object json_of(const v1::AnswerRecord& record, const v1::Item* item, std::string_view zone) {
  json::object object{{"answer_id", record.answer_id()},
                      {"predecessor", record.predecessor() ? json::value(record.predecessor()) : json::value(nullptr)}};
  put_choice(object, record.choice(), record.slip_option(), item);
  object["comment"] = record.comment().empty() ? json::value(nullptr) : json::value(json_text(record.comment()));
  object["form_version"] = record.form_version();
  object["text_sha256"] = json_text(hex_digits(record.text_sha256()));
  put_time(object, "opened_at", record.opened_at_ms(), zone);
  put_time(object, "decided_at", record.decided_at_ms(), zone);
  object["device_session"] = record.device_session();
  object["relation"] = json_text(record.relation());
  return object;
}

void add_signer(Table& table, const v1::Signer& signer, const v1::Item* item, std::string_view zone) {
  const std::string may = signer.may_sign() ? "可签字" : "不可签字";
  if (signer.records().empty()) table.add({signer.name(), signer.relation(), may, "未答复", "", ""});
  for (const auto& record : signer.records())
    table.add({signer.name(), record.relation().empty() ? signer.relation() : record.relation(), may,
               choice_text(item, record.choice(), record.slip_option()), shown_time(record.decided_at_ms(), zone),
               record.comment()});
}

}  // namespace

void print_status(std::ostream& out, const v1::AnswerStatus& status, std::string_view child, const v1::Item* item,
                  std::string_view zone) {
  out << clean_line(child) << (status.closed() ? "  已截止" : "")
      << (status.guardians_disagree() ? "  监护人意见不一致" : "") << '\n';
  Table table({"监护人", "关系", "签字", "答复", "时间", "附言"});
  for (const auto& signer : status.signers()) add_signer(table, signer, item, zone);
  table.print(out);
  out.flush();
}

json::object json_of(const v1::AnswerStatus& status, const v1::Item* item, std::string_view zone) {
  json::array signers;
  for (const auto& signer : status.signers()) {
    json::array records;
    for (const auto& record : signer.records()) records.push_back(json_of(record, item, zone));
    signers.push_back(json::object{{"member_id", signer.member_id()},
                                   {"name", json_text(signer.name())},
                                   {"relation", json_text(signer.relation())},
                                   {"may_sign", signer.may_sign()},
                                   {"records", std::move(records)}});
  }
  return {{"signers", std::move(signers)},
          {"guardians_disagree", status.guardians_disagree()},
          {"closed", status.closed()}};
}

}  // namespace jiaxin::cli
