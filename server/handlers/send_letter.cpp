#include "handlers/send_letter.hpp"

#include <set>

#include "codec/visible.hpp"

namespace jiaxin::handlers {
namespace {

std::optional<v1::Error> check_slip(const v1::ReplySlip& slip) {
  std::set<std::string> labels;
  int declining = 0;
  for (const auto& option : slip.options()) {
    labels.insert(codec::as_seen(option.label()));
    declining += option.will_not_take_part();
  }
  if (declining > 1)
    return field_error(v1::ERROR_CODE_INVALID, "send_letter.slip.options", "只能有一个“不参加”选项。",
                       "At most one option may mean \"will not take part\".");
  if (static_cast<int>(labels.size()) < slip.options_size())
    return field_error(v1::ERROR_CODE_INVALID, "send_letter.slip.options", "回执选项看起来不能相同。",
                       "The options of a reply slip must look different.");
  return std::nullopt;
}

void add_slip(Submission& submission, const v1::ReplySlip& slip) {
  submission.ask = v1::ASK_SLIP;
  submission.deadline_ms = slip.deadline_ms();
  submission.comment_allowed = slip.comment_allowed();
  for (int i = 0; i < slip.options_size(); ++i) {
    submission.text.options.push_back(slip.options(i).label());
    if (slip.options(i).will_not_take_part()) submission.declining_option = i;
  }
}

}  // namespace

std::variant<Submission, v1::Error> submission_of(const Services& services, const v1::SendLetter& request) {
  if (auto error = check_slip(request.slip())) return *error;
  Submission submission;
  submission.name = "send_letter";
  submission.header = request.header();
  submission.content_hash = services.secrets.sha256("letter\n" + request.SerializeAsString());
  submission.kind = v1::KIND_LETTER;
  submission.text.title = request.title();
  submission.text.body = request.body();
  if (request.has_slip()) add_slip(submission, request.slip());
  return submission;
}

}  // namespace jiaxin::handlers
