#include "handlers/send_urgent.hpp"

#include "policy/urgent.hpp"

namespace jiaxin::handlers {
namespace {

v1::Error to_error(const policy::UrgentFault& fault) {
  using Kind = policy::UrgentFault::Kind;
  const auto error = [](std::string field, std::string_view zh, std::string_view en) {
    return field_error(v1::ERROR_CODE_INVALID, "send_urgent." + field, zh, en);
  };
  switch (fault.kind) {
    case Kind::no_such_template: break;
    case Kind::no_such_slot:
      return error("slots", "这个模板没有这一栏：" + fault.slot, "This template has no such slot: " + fault.slot);
    case Kind::slot_missing:
      return error("slots", "请填写：" + fault.slot, "This slot must be filled in: " + fault.slot);
    case Kind::slot_twice: return error("slots", "填了两次：" + fault.slot, "This slot is there twice: " + fault.slot);
    case Kind::not_of_its_form:
      return error("slots", "格式不对，只能填规定的内容：" + fault.slot,
                   "This slot's value is not of its form: " + fault.slot);
  }
  return error("template_id", "没有这个紧急通知模板。", "There is no such urgent template.");
}

v1::UrgentTemplate words_of(const policy::UrgentTemplate& form) {
  v1::UrgentTemplate wire;
  wire.set_id(std::string(form.id));
  wire.set_title_zh(std::string(form.title_zh));
  wire.set_title_en(std::string(form.title_en));
  wire.set_body_zh(std::string(form.body_zh));
  wire.set_body_en(std::string(form.body_en));
  for (const auto& slot : form.slots) {
    auto& told = *wire.add_slots();
    told.set_name(std::string(slot.name));
    told.set_form_zh(std::string(policy::form_zh(slot.form)));
    told.set_form_en(std::string(policy::form_en(slot.form)));
    for (const auto& choice : slot.choices) told.add_choices(std::string(choice.zh));
  }
  return wire;
}

}  // namespace

std::variant<Submission, v1::Error> submission_of(const Services& services, const v1::SendUrgent& request) {
  policy::UrgentRequest asked{request.template_id(), {}, request.with_english()};
  for (const auto& slot : request.slots()) asked.slots.emplace_back(slot.name(), slot.value());
  auto cleared = policy::clear_urgent(asked);
  if (const auto* fault = std::get_if<policy::UrgentFault>(&cleared)) return to_error(*fault);
  Submission submission;
  submission.name = "send_urgent";
  submission.header = request.header();
  submission.content_hash = services.secrets.sha256("urgent\n" + request.SerializeAsString());
  submission.kind = v1::KIND_NOTICE;
  submission.urgent = std::move(std::get<policy::Cleared>(cleared));
  submission.text = submission.urgent->text();
  return submission;
}

void get_urgent_templates(Reply reply) {
  v1::ServerFrame frame;
  frame.mutable_urgent_templates();
  for (const auto& form : policy::urgent_templates())
    *frame.mutable_urgent_templates()->add_templates() = words_of(form);
  reply(std::move(frame));
}

}  // namespace jiaxin::handlers
