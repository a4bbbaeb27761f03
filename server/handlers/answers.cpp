#include "handlers/answers.hpp"

#include <algorithm>

#include "codec/errors.hpp"
#include "domain/rights.hpp"

namespace jiaxin::handlers {
namespace {

v1::Error error_of(domain::AnswerRuling ruling) {
  using domain::AnswerRuling;
  switch (ruling) {
    case AnswerRuling::accepted: break;
    case AnswerRuling::not_found:
      return codec::make_error(v1::ERROR_CODE_NOT_FOUND, "没有发给您和这名学生的这份内容。",
                               "No such item was sent to you about this child.");
    case AnswerRuling::not_asked:
      return codec::make_error(v1::ERROR_CODE_INVALID, "这份内容不需要这样的答复。",
                               "This item does not ask for this kind of answer.");
    case AnswerRuling::closed: return codec::make_error(v1::ERROR_CODE_CLOSED);
    case AnswerRuling::not_opened: return codec::make_error(v1::ERROR_CODE_NOT_OPENED);
    case AnswerRuling::no_such_option:
      return field_error(v1::ERROR_CODE_INVALID, "answer_slip.option", "回执没有这个选项。",
                         "The reply slip has no such option.");
    case AnswerRuling::comment_not_allowed:
      return field_error(v1::ERROR_CODE_INVALID, "answer_slip.comment", "这份回执不收附言。",
                         "This reply slip takes no comment.");
    case AnswerRuling::other_text:
      return codec::make_error(v1::ERROR_CODE_CONFLICT, "您看到的文字与学校保存的不一致，请重新打开后再作决定。",
                               "What you were shown is not the text on record. Open it again before deciding.");
    case AnswerRuling::stale_predecessor:
      return codec::make_error(v1::ERROR_CODE_CONFLICT, "您已在别处作过决定，请刷新后再试。",
                               "You have answered this elsewhere in the meantime. Refresh and try again.");
  }
  return codec::make_error(v1::ERROR_CODE_INTERNAL);
}

void finish(const Services& services, const ports::ReceiptChange& place,
            std::optional<ports::AnswerCommitted> committed, const Reply& reply) {
  if (!committed) return reply_error(reply, v1::ERROR_CODE_UNAVAILABLE);
  if (const auto* ruling = std::get_if<domain::AnswerRuling>(&committed->outcome))
    return reply_error(reply, error_of(*ruling));
  const auto* stored = std::get_if<ports::AnswerStored>(&committed->outcome);
  if (!stored)
    return reply_error(reply, v1::ERROR_CODE_CONFLICT, "这个答复编号已用于另一答复，请重新提交。",
                       "This client id was used for another answer. Submit it anew.");
  v1::ServerFrame frame;
  auto& answered = *frame.mutable_answered();
  answered.set_answer_id(stored->id.value);
  answered.set_opened_at_ms(stored->opened_at.time_since_epoch().count());
  answered.set_decided_at_ms(stored->decided_at.time_since_epoch().count());
  reply(std::move(frame));
  if (!committed->published) return;
  services.receipts.changed({{place.school, place.message, committed->message_sender}});
  services.fan_out.publish(std::move(*committed->published));
}

ports::ClientId client_id_of(const v1::AnswerHeader& header) {
  ports::ClientId id{};
  std::copy(header.client_id().begin(), header.client_id().end(), id.begin());
  return id;
}

// Who may not answer now may repeat what he answered before: a roster changes.
void refuse_unless_repeat(const Services& services, const Actor& actor, const v1::AnswerHeader& header,
                          const domain::Sha256& content_hash, const v1::Error& error, const Reply& reply) {
  const ports::ReceiptChange place{actor.key.school, {header.message_id()}, {}};
  services.messages.earlier_answer(
      actor.key, client_id_of(header), content_hash,
      [&services, place, error, reply](std::optional<std::optional<ports::AnswerCommitted>> earlier) {
        if (!earlier) return reply_error(reply, v1::ERROR_CODE_UNAVAILABLE);
        if (!*earlier) return reply_error(reply, error);
        finish(services, place, std::move(*earlier), reply);
      });
}

void answer(const Services& services, const Caller& caller, const v1::AnswerHeader& header, domain::AnswerGiven given,
            const std::string& content, Reply reply) {
  const auto found = actor_of(services, caller, header.member());
  if (const auto* error = std::get_if<v1::Error>(&found)) return reply_error(reply, *error);
  const auto& actor = std::get<Actor>(found);
  const domain::ChildId child{header.child_id()};
  const auto content_hash = services.secrets.sha256(content);
  if (!domain::may_for_child(*actor.member, domain::Action::answer, child))
    return refuse_unless_repeat(
        services, actor, header, content_hash,
        codec::make_error(v1::ERROR_CODE_FORBIDDEN, "您不是这名学生登记的签字监护人，不能代为答复。",
                          "You are not on record as a guardian who may sign for this child."),
        reply);

  given.predecessor = {header.predecessor()};
  ports::NewAnswer answer{.signer = actor.key,
                          .signer_name = actor.member->name,
                          .relation = domain::guardian_edge(*actor.member, child)->relation};
  answer.client_id = client_id_of(header);
  answer.content_hash = content_hash;
  answer.message = {header.message_id()};
  answer.child = child;
  answer.given = std::move(given);
  answer.device = caller.device;
  answer.at = services.clock.now();
  const ports::ReceiptChange place{actor.key.school, answer.message, {}};
  services.messages.answer(std::move(answer),
                           [&services, place, reply](std::optional<ports::AnswerCommitted> committed) {
                             finish(services, place, std::move(committed), reply);
                           });
}

}  // namespace

void answer_slip(const Services& services, const Caller& caller, const v1::AnswerSlip& request, Reply reply) {
  domain::AnswerGiven given;
  given.choice = domain::Choice::slip;
  given.slip_option = request.option();
  given.comment = request.comment();
  answer(services, caller, request.header(), std::move(given), "slip\n" + request.SerializeAsString(),
         std::move(reply));
}

void decide(const Services& services, const Caller& caller, const v1::Decide& request, Reply reply) {
  if (request.choice() != v1::CHOICE_AGREE && request.choice() != v1::CHOICE_DECLINE)
    return reply_error(reply, field_error(v1::ERROR_CODE_INVALID, "decide.choice", "请选择同意或不同意。",
                                          "Choose to agree or to decline."));
  domain::AnswerGiven given;
  given.choice = request.choice() == v1::CHOICE_AGREE ? domain::Choice::agree : domain::Choice::decline;
  given.form_version = request.form_version();
  std::copy(request.text_sha256().begin(), request.text_sha256().end(), given.text_sha256.begin());
  answer(services, caller, request.header(), std::move(given), "decide\n" + request.SerializeAsString(),
         std::move(reply));
}

}  // namespace jiaxin::handlers
