#include "handlers/item_serialiser.hpp"

#include "codec/form_text.hpp"

namespace jiaxin::handlers {
namespace {

v1::ReplySlip slip_of(const policy::ItemText& text, const ItemFrame& frame) {
  v1::ReplySlip slip;
  int index = 0;
  for (const auto& label : text.options) {
    auto& option = *slip.add_options();
    option.set_label(label);
    option.set_will_not_take_part(frame.declining_option == index++);
  }
  slip.set_comment_allowed(frame.comment_allowed);
  if (frame.deadline) slip.set_deadline_ms(frame.deadline->time_since_epoch().count());
  return slip;
}

}  // namespace

v1::Item item_of(const policy::ItemText& text, const ItemFrame& frame) {
  v1::Item item;
  item.set_kind(frame.kind);
  item.set_school_name(frame.school_name);
  item.set_time_zone(frame.time_zone);
  item.set_sent_to(frame.sent_to);
  *item.mutable_sender() = frame.sender;
  item.set_title(text.title);
  item.set_ask(frame.ask);
  if (frame.deadline) item.set_deadline_ms(frame.deadline->time_since_epoch().count());
  if (frame.kind == v1::KIND_FORM) {
    *item.mutable_form() = form_of(text, frame);
    item.set_text_sha256(codec::form_text_sha256(text.title, item.form()));
  } else {
    item.set_body(text.body);
    if (frame.ask == v1::ASK_SLIP) *item.mutable_slip() = slip_of(text, frame);
  }
  return item;
}

v1::ConsentForm form_of(const policy::ItemText& text, const ItemFrame& frame) {
  v1::ConsentForm form;
  form.set_purpose(text.purpose);
  form.set_body(text.body);
  form.set_agree_label(text.labels.at(0));
  form.set_decline_label(text.labels.at(1));
  if (frame.deadline) form.set_deadline_ms(frame.deadline->time_since_epoch().count());
  form.set_version(first_form_version);
  return form;
}

ports::SerialisedItem ItemSerialiser::serialise(const policy::Cleared& item, const ItemFrame& frame) {
  return {item_of(item.text(), frame).SerializeAsString(), ports::Verdict::allow};
}

ports::SerialisedItem ItemSerialiser::serialise(const policy::Held& item, const ItemFrame& frame) {
  return {item_of(item.text(), frame).SerializeAsString(), ports::Verdict::hold};
}

ports::SerialisedItem ItemSerialiser::serialise_released(const policy::Cleared& item, const ItemFrame& frame) {
  return {item_of(item.text(), frame).SerializeAsString(), ports::Verdict::released};
}

}  // namespace jiaxin::handlers
