#include "codes_text.hpp"

#include <ostream>

#include "membership_choice.hpp"
#include "table.hpp"
#include "zoned_time.hpp"

namespace jiaxin::cli {
namespace {

std::string children_of(const v1::IssuedCode& code) {
  std::string text;
  for (const auto& child : code.children()) text += (text.empty() ? "" : "、") + child;
  return text;
}

}  // namespace

Result<v1::IssueCodes> make_codes_request(const CodesOptions& options, const v1::Membership& from) {
  const int kinds = int{!options.class_title.empty()} + int{options.staff} + int{!options.persons.empty()};
  if (kinds != 1)
    return usage("请三选一：--class、--staff 或 --person。", "Give one of --class, --staff and --person.");
  v1::IssueCodes request;
  *request.mutable_member() = from.ref();
  request.set_staff(options.staff);
  for (const auto& person : options.persons) request.add_person_ids(person);
  if (options.class_title.empty()) return request;
  const auto id = find_class(from.classes(), options.class_title);
  if (!id) return id.refusal();
  request.set_class_id(*id);
  return request;
}

void print_codes(std::ostream& out, const v1::Codes& codes, std::string_view zone) {
  if (codes.codes().empty()) {
    out << "没有需要登录码的人。\n";
    return;
  }
  Table table({"姓名", "孩子", "登录名", "登录码", "有效期至"});
  for (const auto& code : codes.codes())
    table.add({code.name(), children_of(code), code.login_hint(), code.code(), shown_time(code.expires_at_ms(), zone)});
  table.print(out);
}

json::object json_of(const v1::Codes& codes, std::string_view zone) {
  json::array listed;
  for (const auto& code : codes.codes()) {
    json::array children;
    for (const auto& child : code.children()) children.push_back(json_text(child));
    json::object object{{"person_id", json_text(code.person_id())},
                        {"name", json_text(code.name())},
                        {"children", std::move(children)},
                        {"login_hint", json_text(code.login_hint())},
                        {"code", json_text(code.code())}};
    put_time(object, "expires_at", code.expires_at_ms(), zone);
    listed.push_back(std::move(object));
  }
  return {{"codes", std::move(listed)}};
}

}  // namespace jiaxin::cli
