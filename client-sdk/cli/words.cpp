#include "words.hpp"

#include "codec/form_text.hpp"

namespace jiaxin::cli {

std::string_view word(v1::Kind kind) {
  switch (kind) {
    case v1::KIND_NOTICE: return "通知";
    case v1::KIND_LETTER: return "致家长的一封信";
    case v1::KIND_FORM: return "知情同意书";
    default: return "其他";
  }
}

std::string_view word(v1::Role role) {
  switch (role) {
    case v1::ROLE_PRINCIPAL: return "校长";
    case v1::ROLE_GRADE_LEADER: return "年级组长";
    case v1::ROLE_CLASS_TEACHER: return "班主任";
    case v1::ROLE_SUBJECT_TEACHER: return "任课教师";
    case v1::ROLE_GUARDIAN: return "监护人";
    case v1::ROLE_ADMINISTRATOR: return "管理员";
    case v1::ROLE_SUPERVISOR: return "督学";
    default: return "其他";
  }
}

std::string_view key(v1::Kind kind) {
  switch (kind) {
    case v1::KIND_NOTICE: return "notice";
    case v1::KIND_LETTER: return "letter";
    case v1::KIND_FORM: return "form";
    default: return "unknown";
  }
}

std::string_view key(v1::Role role) {
  switch (role) {
    case v1::ROLE_PRINCIPAL: return "principal";
    case v1::ROLE_GRADE_LEADER: return "grade_leader";
    case v1::ROLE_CLASS_TEACHER: return "class_teacher";
    case v1::ROLE_SUBJECT_TEACHER: return "subject_teacher";
    case v1::ROLE_GUARDIAN: return "guardian";
    case v1::ROLE_ADMINISTRATOR: return "administrator";
    case v1::ROLE_SUPERVISOR: return "supervisor";
    default: return "unknown";
  }
}

std::string_view key(v1::Ask ask) {
  switch (ask) {
    case v1::ASK_NOTHING: return "nothing";
    case v1::ASK_SLIP: return "slip";
    case v1::ASK_CONSENT: return "consent";
    default: return "unknown";
  }
}

std::string_view key(v1::Choice choice) {
  switch (choice) {
    case v1::CHOICE_AGREE: return "agree";
    case v1::CHOICE_DECLINE: return "decline";
    case v1::CHOICE_SLIP: return "slip";
    default: return "unknown";
  }
}

std::string agree_label(const v1::Item& item) {
  const auto& label = item.form().agree_label();
  return label.empty() ? std::string(codec::default_agree_label) : label;
}

std::string decline_label(const v1::Item& item) {
  const auto& label = item.form().decline_label();
  return label.empty() ? std::string(codec::default_decline_label) : label;
}

std::string choice_text(const v1::Item* item, v1::Choice choice, std::uint32_t slip_option) {
  static const v1::Item no_item;
  const v1::Item& known = item ? *item : no_item;
  switch (choice) {
    case v1::CHOICE_AGREE: return agree_label(known);
    case v1::CHOICE_DECLINE: return decline_label(known);
    case v1::CHOICE_SLIP: break;
    default: return "未答复";
  }
  const auto& options = known.slip().options();
  if (slip_option < static_cast<std::uint32_t>(options.size())) return options[static_cast<int>(slip_option)].label();
  return "选项 " + std::to_string(slip_option + 1);
}

}  // namespace jiaxin::cli
