#include "handlers/review_view.hpp"

#include "handlers/earlier_texts.hpp"
#include "handlers/review_desk.hpp"
#include "handlers/send_result.hpp"
#include "handlers/wire_names.hpp"

namespace jiaxin::handlers {
namespace {

constexpr std::size_t max_review_bytes = 60 * 1024;  // the last findings give way to the longest items

// The item as families would see it, with the sender as she was when she sent it.
v1::Item shown_item(const domain::SchoolInfo& school, const ports::ReviewRecord& record, const Submission& submission) {
  ItemFrame frame;
  frame.kind = submission.kind;
  frame.school_name = school.name;
  frame.time_zone = school.time_zone;
  frame.sent_to = record.sent_to;
  frame.sender.set_member_id(record.item.sender.value);
  frame.sender.set_name(record.sender_name);
  frame.sender.set_role(to_wire(record.sender_role));
  frame.ask = submission.ask;
  if (submission.deadline_ms) frame.deadline = domain::TimePoint(std::chrono::milliseconds(submission.deadline_ms));
  frame.declining_option = submission.declining_option;
  frame.comment_allowed = submission.comment_allowed;
  return item_of(submission.text, frame);
}

}  // namespace

v1::ReviewEntry to_wire(const ports::ReviewRecord& record) {
  v1::ReviewEntry entry;
  entry.set_message_id(record.message.value);
  entry.set_stopped(delivery::stopped(record.item.blocked));
  entry.set_kind(static_cast<v1::Kind>(record.kind));
  entry.mutable_sender()->set_member_id(record.item.sender.value);
  entry.mutable_sender()->set_name(record.sender_name);
  entry.mutable_sender()->set_role(to_wire(record.sender_role));
  entry.set_sent_to(record.sent_to);
  entry.set_title(record.title);
  entry.set_sent_at_ms(record.sent_at.time_since_epoch().count());
  if (record.asked_at) entry.set_asked_at_ms(record.asked_at->time_since_epoch().count());
  if (record.decision) *entry.mutable_decision() = to_wire(*record.decision);
  return entry;
}

v1::Review review_view(const Services& services, const Actor& viewer, const ports::ReviewFile& file) {
  v1::Review review;
  *review.mutable_entry() = to_wire(file.record);
  if (const auto submission = kept_submission(services, file))
    *review.mutable_item() = shown_item(viewer.school->school(), file.record, *submission);
  *review.mutable_findings() = stopped_words(file.findings).findings();
  review.set_comment(file.comment);
  review.set_may_decide(file.record.waits() && domain::role_to_decide(*viewer.member, file.record.item).has_value());
  review.set_policy_version(file.policy_version);
  review.set_text_sha256(std::string(file.judged_sha256.begin(), file.judged_sha256.end()));
  for (const auto& grade : file.record.item.grades) review.add_grades(grade);
  *review.mutable_earlier() = earlier_texts(file.earlier);
  while (review.ByteSizeLong() > max_review_bytes && !review.findings().empty())
    review.mutable_findings()->RemoveLast();
  return review;
}

}  // namespace jiaxin::handlers
