#include "handlers/send_form.hpp"

#include "codec/form_text.hpp"
#include "codec/visible.hpp"

namespace jiaxin::handlers {
namespace {

std::string label_or(const std::string& label, std::string_view otherwise) {
  return label.empty() ? std::string(otherwise) : label;
}

}  // namespace

std::variant<Submission, v1::Error> submission_of(const Services& services, const v1::SendForm& request) {
  const auto& form = request.form();
  const auto agree = label_or(form.agree_label(), codec::default_agree_label);
  const auto decline = label_or(form.decline_label(), codec::default_decline_label);
  if (codec::as_seen(agree) == codec::as_seen(decline) || codec::is_blank(agree) || codec::is_blank(decline))
    return field_error(v1::ERROR_CODE_INVALID, "send_form.form.decline_label",
                       "“同意”与“不同意”的文字要看得见，也不能看起来相同。",
                       "The words for agreeing and for declining must be visible, and look different.");
  Submission submission;
  submission.name = "send_form";
  submission.header = request.header();
  submission.content_hash = services.secrets.sha256("form\n" + request.SerializeAsString());
  submission.kind = v1::KIND_FORM;
  submission.text.title = request.title();
  submission.text.purpose = form.purpose();
  submission.text.body = form.body();
  submission.text.labels = {agree, decline};
  submission.ask = v1::ASK_CONSENT;
  submission.deadline_ms = form.deadline_ms();
  return submission;
}

}  // namespace jiaxin::handlers
