#include "send_options.hpp"

namespace jiaxin::cli {
namespace {

constexpr const char* about_deadline = "\"2026-12-01 18:00\" at the school, or RFC 3339";

// May be repeated, one value each time: values such as [通知] are no lists.
void add_list(CLI::App& command, const std::string& name, std::vector<std::string>& values, const std::string& about) {
  command.add_option(name, values, about)->allow_extra_args(false);
}

void add_audience_options(CLI::App& command, SendOptions& options) {
  add_list(command, "--class", options.classes, "class title or number; may be repeated");
  add_list(command, "--grade", options.grades, "grade as the roster has it; may be repeated");
  command.add_flag("--whole-school", options.whole_school, "everybody");
  command.add_option("--client-id", options.client_id, "32 hexadecimal digits, to repeat a send");
}

}  // namespace

void add_urgent_options(CLI::App& command, UrgentOptions& options) {
  add_audience_options(command, options);
  command.add_option("--template", options.template_id, "which one, see --list");
  add_list(command, "--slot", options.slots, "NAME=VALUE; may be repeated");
  command.add_flag("--english", options.with_english, "the English words, too");
  command.add_flag("--list", options.list, "print the templates, send nothing");
}

void add_notice_options(CLI::App& command, SendOptions& options) {
  add_audience_options(command, options);
  command.add_option("--title", options.title)->required();
  auto* body = command.add_option("--body", options.body);
  body->excludes(command.add_option("--body-file", options.body_file, "- is standard input"));
}

void add_letter_options(CLI::App& command, LetterOptions& options) {
  add_notice_options(command, options);
  add_list(command, "--option", options.options, "a choice of the reply slip; may be repeated");
  command.add_option("--decline-option", options.decline_option, "the choice of those who will not take part");
  command.add_flag("--comment", options.comment, "families may add a comment");
  command.add_option("--deadline", options.deadline, about_deadline);
}

void add_form_options(CLI::App& command, FormOptions& options) {
  add_notice_options(command, options);
  command.add_option("--purpose", options.purpose, "what the consent is for")->required();
  command.add_option("--agree-label", options.agree_label, "instead of 同意");
  command.add_option("--decline-label", options.decline_label, "instead of 不同意");
  command.add_option("--deadline", options.deadline, about_deadline)->required();
}

}  // namespace jiaxin::cli
