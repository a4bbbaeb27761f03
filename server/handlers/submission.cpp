#include "handlers/submission.hpp"

#include <algorithm>
#include <atomic>
#include <set>

#include "codec/errors.hpp"
#include "codec/form_text.hpp"
#include "domain/rights.hpp"
#include "handlers/deciders.hpp"
#include "handlers/earlier_texts.hpp"
#include "handlers/send_form.hpp"
#include "handlers/send_letter.hpp"
#include "handlers/send_notice.hpp"
#include "handlers/send_result.hpp"
#include "handlers/send_urgent.hpp"
#include "handlers/wire_names.hpp"
#include "observe/log.hpp"
#include "policy/unjudged.hpp"

namespace jiaxin::handlers {
namespace {

domain::Audience audience_of(const v1::Audience& wire) {
  domain::Audience to;
  for (const auto id : wire.class_ids()) to.classes.push_back({id});
  to.grades.assign(wire.grades().begin(), wire.grades().end());
  to.whole_school = wire.whole_school();
  return to;
}

// A field of the request as it stands in the frame, e.g. send_notice.header.to.
std::string path_of(const Submission& submission, const std::string& field) {
  return std::string(submission.name) + "." + field;
}

std::optional<v1::Error> check_deadline(const Submission& submission, domain::TimePoint now) {
  if (!submission.deadline_ms || submission.deadline_ms > now.time_since_epoch().count()) return std::nullopt;
  const auto field = submission.kind == v1::KIND_FORM ? "form.deadline_ms" : "slip.deadline_ms";
  return field_error(v1::ERROR_CODE_INVALID, path_of(submission, field), "截止时间必须晚于现在。",
                     "The deadline must be in the future.");
}

std::optional<v1::Error> check_audience(const domain::SchoolDirectory& school, const Submission& submission,
                                        const domain::Audience& to) {
  if (!to.is_one_kind())
    return field_error(v1::ERROR_CODE_INVALID, path_of(submission, "header.to"), "请选择收件班级、年级或全校中的一种。",
                       "Choose classes, grades or the whole school: exactly one of the three.");
  for (const auto id : to.classes)
    if (!school.find(id))
      return field_error(v1::ERROR_CODE_NOT_FOUND, path_of(submission, "header.to.class_ids"),
                         "学校没有这个班级，请刷新班级列表。",
                         "There is no such class at this school. Refresh the list of classes.");
  for (const auto& grade : to.grades)
    if (!school.has_grade(grade))
      return field_error(v1::ERROR_CODE_NOT_FOUND, path_of(submission, "header.to.grades"), "学校没有这个年级。",
                         "There is no such grade at this school.");
  return std::nullopt;
}

ports::ClientId client_id_of(const Submission& submission) {
  ports::ClientId id;
  const auto& bytes = submission.header.client_id();
  std::copy(bytes.begin(), bytes.end(), id.begin());
  return id;
}

policy::Context context_of(const Submission& submission, domain::Role role, std::string grade) {
  policy::Context context;
  switch (submission.kind) {
    case v1::KIND_LETTER: context.kind = policy::Kind::letter; break;
    case v1::KIND_FORM: context.kind = policy::Kind::form; break;
    default: context.kind = policy::Kind::notice; break;
  }
  switch (role) {
    case domain::Role::class_teacher: context.sender = policy::Sender::head_teacher; break;
    case domain::Role::subject_teacher: context.sender = policy::Sender::subject_teacher; break;
    default: context.sender = policy::Sender::school; break;
  }
  context.grade = std::move(grade);
  return context;
}

ItemFrame frame_of(const Submission& submission, const Actor& actor, domain::Role role, const domain::Audience& to) {
  ItemFrame frame;
  frame.kind = submission.kind;
  frame.school_name = actor.school->school().name;
  frame.time_zone = actor.school->school().time_zone;
  frame.sent_to = domain::describe(*actor.school, to);
  frame.sender.set_member_id(actor.member->id.value);
  frame.sender.set_name(actor.member->name);
  frame.sender.set_role(to_wire(role));
  frame.ask = submission.ask;
  if (submission.deadline_ms) frame.deadline = domain::TimePoint(std::chrono::milliseconds(submission.deadline_ms));
  frame.declining_option = submission.declining_option;
  frame.comment_allowed = submission.comment_allowed;
  return frame;
}

ports::Addressee addressee_of(const domain::SchoolDirectory& school, const domain::Recipient& recipient) {
  ports::Addressee addressee{.member = recipient.member};
  v1::Event event;
  for (const auto* edge : recipient.children) {
    addressee.children.push_back(edge->child);
    *event.add_children() = to_wire(school, *edge);
  }
  addressee.children_bytes = event.SerializeAsString();
  return addressee;
}

std::vector<ports::Addressee> addressees_of(const domain::SchoolDirectory& school, const domain::Audience& to) {
  std::vector<ports::Addressee> addressees;
  for (const auto& recipient : domain::recipients_of(school, to)) addressees.push_back(addressee_of(school, recipient));
  return addressees;
}

domain::Asked asked_of(v1::Ask ask) {
  if (ask == v1::ASK_SLIP) return domain::Asked::slip;
  return ask == v1::ASK_CONSENT ? domain::Asked::consent : domain::Asked::nothing;
}

// What answers are checked against later.
void describe_request(ports::NewMessage& message, const Submission& submission, const ItemFrame& frame,
                      const policy::ItemText& text) {
  message.kind = static_cast<std::uint8_t>(submission.kind);
  message.asked = asked_of(submission.ask);
  message.deadline = frame.deadline;
  message.slip_options = static_cast<std::uint32_t>(text.options.size());
  message.comment_allowed = frame.comment_allowed;
  if (submission.ask != v1::ASK_CONSENT) return;
  message.form_version = first_form_version;
  const auto digest = codec::form_text_sha256(text.title, form_of(text, frame));
  std::copy(digest.begin(), digest.end(), message.text_sha256.begin());
}

const std::string& title_of(const v1::ClientFrame& request) {
  if (request.has_send_letter()) return request.send_letter().title();
  return request.has_send_form() ? request.send_form().title() : request.send_notice().title();
}

void keep_for_review(const Services& services, const Actor& sender, const v1::ClientFrame& request, Prepared& prepared,
                     const policy::Verdict& verdict) {
  auto& message = prepared.message;
  const bool blocked = verdict.outcome == policy::Outcome::block;
  auto deciders = find_deciders(*sender.school, {sender.key.member, blocked, prepared.grades});
  ports::NewReview review;
  if (blocked) review.text_until = message.at + services.blocked_text_kept;
  const StoppedWords words{verdict, std::move(deciders.named), review.text_until};
  message.findings = stopped_bytes(words, Quotes::shown);
  review.findings_kept = stopped_bytes(words, Quotes::left_out);
  auto kept = request;
  kept.clear_request_id();
  review.request = kept.SerializeAsString();
  review.earlier = earlier_bytes(prepared.context.earlier);
  review.title = title_of(request);
  review.sent_to = prepared.frame.sent_to;
  review.sender_name = sender.member->name;
  review.sender_role = prepared.role;
  review.grades = prepared.grades;
  if (!blocked) review.deciders = std::move(deciders.members);
  message.review = std::move(review);
}

policy::Judgement judgement_of(const Services& services, const Submission& submission, const policy::Context& context) {
  if (submission.urgent) return *submission.urgent;
  if (const auto filter = services.filters.current()) return filter->review(submission.text, context);
  return policy::hold_unjudged(submission.text, context);
}

std::string rules_of(const v1::ClientFrame& request, const policy::Verdict& verdict) {
  if (request.has_send_urgent()) return "urgent/" + request.send_urgent().template_id();
  std::set<std::string> rules;
  for (const auto& finding : verdict.findings) rules.insert(finding.rule);
  std::string text;
  for (const auto& rule : rules) text.append(text.empty() ? "" : "\n").append(rule);
  return text;
}

// The operator must know: until it is mended, every item waits for a person.
void tell_operator(domain::SchoolId school) {
  static std::atomic<std::uint64_t> failures = 0;
  observe::log_error("policy.filter_failed", {{"school", school.value}, {"since_start", ++failures}});
}

void judge(const Services& services, const Actor& sender, const v1::ClientFrame& request, const Submission& submission,
           Prepared& prepared) {
  auto& message = prepared.message;
  const auto judgement = judgement_of(services, submission, prepared.context);
  const policy::Verdict* verdict = nullptr;
  if (const auto* blocked = std::get_if<policy::Blocked>(&judgement)) {
    verdict = &blocked->verdict;
    message.item = ports::BlockedItem{};
  } else if (const auto* held = std::get_if<policy::Held>(&judgement)) {
    verdict = &held->verdict();
    message.item = ItemSerialiser::serialise(*held, prepared.frame);
  } else {
    const auto& cleared = std::get<policy::Cleared>(judgement);
    verdict = &cleared.verdict();
    message.item = ItemSerialiser::serialise(cleared, prepared.frame);
  }
  message.policy_version = verdict->pack_version;
  message.rules = rules_of(request, *verdict);
  message.judged_sha256 = services.secrets.sha256(policy::joined(submission.text));
  if (policy::is_unjudged(*verdict)) tell_operator(sender.key.school);
  if (verdict->outcome != policy::Outcome::allow) keep_for_review(services, sender, request, prepared, *verdict);
}

// What is blocked reaches nobody, and with it in front many lawful words that follow would be stopped too: it is not
// kept. Urgent templates have no room for words.
void judge_after_earlier(const Services& services, const Actor& sender, const v1::ClientFrame& request,
                         const Submission& submission, Prepared& prepared) {
  if (submission.urgent) return judge(services, sender, request, submission, prepared);
  const auto& message = prepared.message;
  const SendName send{message.sender, message.client_id, message.content_hash};
  auto before =
      services.recent_sends.add(send, *sender.school, prepared.to, policy::joined(submission.text), message.at);
  prepared.context.earlier = std::move(before.earlier);
  judge(services, sender, request, submission, prepared);
  if (std::holds_alternative<ports::BlockedItem>(message.item) && !before.is_repeat) services.recent_sends.forget(send);
}

void finish(const Services& services, std::optional<ports::SendCommitted> committed, const Reply& reply) {
  if (!committed) return reply_error(reply, v1::ERROR_CODE_UNAVAILABLE);
  if (std::holds_alternative<ports::ClientIdConflict>(committed->outcome))
    return reply_error(reply, v1::ERROR_CODE_CONFLICT, "这个发送编号已用于另一内容，请作为新消息发送。",
                       "This client id was used for other content. Send it as a new item.");
  v1::ServerFrame frame;
  *frame.mutable_send_result() = to_wire(committed->outcome);
  reply(std::move(frame));
  if (committed->published) services.fan_out.publish(std::move(*committed->published));
}

// What is refused now may be the repeat of what was accepted before: a deadline passes, a roster changes.
void refuse_unless_repeat(const Services& services, const Submission& submission, const v1::Error& error,
                          const Reply& reply) {
  services.messages.earlier_send(to_key(submission.header.from()), client_id_of(submission), submission.content_hash,
                                 [&services, error, reply](std::optional<std::optional<ports::SendCommitted>> earlier) {
                                   if (!earlier) return reply_error(reply, v1::ERROR_CODE_UNAVAILABLE);
                                   if (!*earlier) return reply_error(reply, error);
                                   finish(services, std::move(*earlier), reply);
                                 });
}

}  // namespace

std::variant<Prepared, v1::Error> prepare(const Services& services, const Actor& sender, const Submission& submission) {
  const auto now = services.clock.now();
  if (auto error = check_deadline(submission, now)) return *error;
  const auto to = audience_of(submission.header.to());
  if (auto error = check_audience(*sender.school, submission, to)) return *error;
  const auto role = domain::role_to_send(*sender.school, *sender.member, to);
  if (!role)
    return codec::make_error(v1::ERROR_CODE_FORBIDDEN, "您只能给自己任教的班级或负责的年级发送。",
                             "You may write only to your own classes or the grades you lead.");

  Prepared prepared{.message = {.sender = sender.key, .item = ports::BlockedItem{}},
                    .frame = frame_of(submission, sender, *role, to),
                    .to = to,
                    .context = {},
                    .role = *role,
                    .grades = domain::grades_of(*sender.school, to)};
  auto& message = prepared.message;
  message.client_id = client_id_of(submission);
  message.content_hash = submission.content_hash;
  message.at = now;
  message.addressees = addressees_of(*sender.school, to);
  if (message.addressees.empty())
    return field_error(v1::ERROR_CODE_INVALID, path_of(submission, "header.to"), "所选班级没有可以接收的监护人。",
                       "No guardian in the chosen classes receives messages.");
  describe_request(message, submission, prepared.frame, submission.text);
  prepared.context = context_of(submission, *role, prepared.grades.size() == 1 ? prepared.grades.front() : "");
  return prepared;
}

std::variant<Submission, v1::Error> submission_of(const Services& services, const v1::ClientFrame& frame) {
  switch (frame.body_case()) {
    case v1::ClientFrame::kSendNotice: return submission_of(services, frame.send_notice());
    case v1::ClientFrame::kSendLetter: return submission_of(services, frame.send_letter());
    case v1::ClientFrame::kSendForm: return submission_of(services, frame.send_form());
    case v1::ClientFrame::kSendUrgent: return submission_of(services, frame.send_urgent());
    default: return codec::make_error(v1::ERROR_CODE_UNKNOWN_REQUEST);
  }
}

void submit(const Services& services, const Caller& caller, const v1::ClientFrame& frame, Reply reply) {
  auto read = submission_of(services, frame);
  if (const auto* error = std::get_if<v1::Error>(&read)) return reply_error(reply, *error);
  const auto& submission = std::get<Submission>(read);
  const auto actor = actor_of(services, caller, submission.header.from());
  if (const auto* error = std::get_if<v1::Error>(&actor)) return reply_error(reply, *error);
  const auto& sender = std::get<Actor>(actor);
  auto prepared = prepare(services, sender, submission);
  if (const auto* error = std::get_if<v1::Error>(&prepared))
    return refuse_unless_repeat(services, submission, *error, reply);
  auto& ready = std::get<Prepared>(prepared);
  judge_after_earlier(services, sender, frame, submission, ready);
  services.messages.send(std::move(ready.message), [&services, reply](std::optional<ports::SendCommitted> committed) {
    finish(services, std::move(committed), reply);
  });
}

}  // namespace jiaxin::handlers
