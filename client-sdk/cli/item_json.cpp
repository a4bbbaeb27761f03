#include "item_json.hpp"

#include "item_choice.hpp"
#include "membership_choice.hpp"
#include "words.hpp"

namespace jiaxin::cli {
namespace {

json::object json_of(const v1::ReplySlip& slip) {
  json::array options;
  for (int at = 0; at < slip.options_size(); ++at)
    options.push_back(json::object{{"number", at + 1},
                                   {"label", json_text(slip.options(at).label())},
                                   {"will_not_take_part", slip.options(at).will_not_take_part()}});
  return {{"options", std::move(options)}, {"comment_allowed", slip.comment_allowed()}};
}

json::object json_of(const v1::ConsentForm& form, const v1::Item& item) {
  return {{"purpose", json_text(form.purpose())},
          {"body", json_text(form.body())},
          {"agree_label", json_text(agree_label(item))},
          {"decline_label", json_text(decline_label(item))},
          {"version", form.version()},
          {"text_sha256", json_text(hex_digits(item.text_sha256()))}};
}

json::array json_of(const Classes& classes) {
  json::array listed;
  for (const auto& known : classes)
    listed.push_back(json::object{
        {"class_id", known.class_id()}, {"title", json_text(known.title())}, {"grade", json_text(known.grade())}});
  return listed;
}

void put_sending_rights(json::object& object, const v1::Membership& membership) {
  json::array grades;
  for (const auto& grade : membership.may_send_to_grades()) grades.push_back(json_text(grade));
  object["may_send_to"] = json::object{{"classes", json_of(membership.may_send_to())},
                                       {"grades", std::move(grades)},
                                       {"whole_school", membership.may_send_to_school()}};
  if (!membership.classes().empty()) object["classes"] = json_of(membership.classes());
}

void put_item(json::object& object, const v1::Item& item) {
  object["kind"] = json_text(key(item.kind()));
  object["school"] = json_text(item.school_name());
  object["time_zone"] = json_text(item.time_zone());
  object["sent_to"] = json_text(item.sent_to());
  object["sender"] = json::object{{"member_id", item.sender().member_id()},
                                  {"name", json_text(item.sender().name())},
                                  {"role", json_text(key(item.sender().role()))}};
  object["title"] = json_text(item.title());
  object["body"] = json_text(item.body());
  object["ask"] = json_text(key(item.ask()));
  put_time(object, "deadline", item.deadline_ms(), item.time_zone());
  object["slip"] = item.ask() == v1::ASK_SLIP ? json::value(json_of(item.slip())) : json::value(nullptr);
  object["form"] = item.ask() == v1::ASK_CONSENT ? json::value(json_of(item.form(), item)) : json::value(nullptr);
}

const v1::Child* child_of(const client::InboxEntry& entry, std::uint32_t child_id) {
  for (const auto& child : entry.children)
    if (child.child_id() == child_id) return &child;
  return nullptr;
}

}  // namespace

json::object json_of(const v1::Child& child) {
  return {{"child_id", child.child_id()},
          {"name", json_text(child.name())},
          {"class_id", child.class_id()},
          {"class", json_text(child.class_title())},
          {"relation", json_text(child.relation())},
          {"may_sign", child.may_sign()}};
}

json::object json_of(const v1::Membership& membership) {
  json::array roles;
  for (const int role : membership.roles()) roles.push_back(json_text(key(static_cast<v1::Role>(role))));
  json::array children;
  for (const auto& child : membership.children()) children.push_back(json_of(child));
  json::object object{{"school_id", membership.ref().school_id()},
                      {"member_id", membership.ref().member_id()},
                      {"school", json_text(membership.school_name())},
                      {"time_zone", json_text(membership.time_zone())},
                      {"person", json_text(membership.person_name())},
                      {"roles", std::move(roles)},
                      {"children", std::move(children)}};
  put_sending_rights(object, membership);
  return object;
}

json::object json_of(const client::InboxEntry& entry) {
  json::object object{{"id", json_text(message_name(entry))},
                      {"school_id", entry.member.school_id()},
                      {"member_id", entry.member.member_id()},
                      {"message_id", entry.message_id},
                      {"seq", entry.seq}};
  put_time(object, "at", entry.at_ms, entry.item.time_zone());
  put_item(object, entry.item);
  json::array children, answers;
  for (const auto& child : entry.children) children.push_back(json_of(child));
  for (const auto& answer : entry.answers) answers.push_back(json_of(answer, &entry, entry.item.time_zone()));
  object["children"] = std::move(children);
  object["sent_by_me"] = entry.sent_by_me;
  object["read"] = entry.read;
  object["answers"] = std::move(answers);
  return object;
}

void put_choice(json::object& object, v1::Choice choice, std::uint32_t slip_option, const v1::Item* item) {
  object["choice"] = choice == v1::CHOICE_UNSPECIFIED ? json::value(nullptr) : json_text(key(choice));
  object["option_number"] = choice == v1::CHOICE_SLIP ? json::value(slip_option + 1) : json::value(nullptr);
  object["option_label"] =
      choice == v1::CHOICE_SLIP && item ? json::value(json_text(choice_text(item, choice, slip_option))) : nullptr;
}

json::object json_of(const v1::AnswerRecorded& answer, const client::InboxEntry* entry, std::string_view zone) {
  const auto* child = entry ? child_of(*entry, answer.child_id()) : nullptr;
  json::object object{{"answer_id", answer.answer_id()},
                      {"child_id", answer.child_id()},
                      {"child", child ? json::value(json_text(child->name())) : json::value(nullptr)},
                      {"member_id", answer.member_id()},
                      {"name", json_text(answer.name())},
                      {"relation", json_text(answer.relation())}};
  put_choice(object, answer.choice(), answer.slip_option(), entry ? &entry->item : nullptr);
  put_time(object, "decided_at", answer.decided_at_ms(), zone);
  return object;
}

}  // namespace jiaxin::cli
