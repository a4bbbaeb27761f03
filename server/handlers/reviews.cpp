#include "handlers/reviews.hpp"

#include <charconv>

#include "codec/errors.hpp"
#include "handlers/deciders.hpp"
#include "handlers/review_desk.hpp"
#include "handlers/review_view.hpp"
#include "handlers/wire_names.hpp"

namespace jiaxin::handlers {
namespace {

constexpr std::size_t page_bytes = 48 * 1024;  // an entry has some 3 KiB at most

std::optional<domain::MessageId> parse_review_token(const std::string& text) {
  domain::MessageId from;
  if (text.empty()) return from;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, from.value);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return from;
}

void reply_not_found(const Reply& reply) {
  reply_error(reply, v1::ERROR_CODE_NOT_FOUND, "没有这份待决定的内容，或您无权决定它。",
              "There is no such item to decide about, or it is not yours to decide about.");
}

// What was blocked is its sender's own matter until she asks for a decision.
bool may_see(const Actor& actor, const ports::ReviewRecord& record) {
  if (record.item.sender == actor.key.member) return true;
  return (record.waits() || record.decision) && domain::role_to_decide(*actor.member, record.item);
}

// The item by its number, then use(file).
template <class Use>
void with_file(const Services& services, domain::SchoolId school, domain::MessageId message, const Reply& reply,
               Use use) {
  services.reviews.review_file(school, message,
                               [reply, use = std::move(use)](std::optional<std::optional<ports::ReviewFile>> found) {
                                 if (!found) return reply_error(reply, v1::ERROR_CODE_UNAVAILABLE);
                                 if (!*found) return reply_not_found(reply);
                                 use(**found);
                               });
}

std::optional<ports::ReviewQuery> query_of(const Actor& actor, v1::ReviewList list) {
  ports::ReviewQuery query;
  query.wanted = [actor](const domain::StoppedItem& item) {
    return domain::role_to_decide(*actor.member, item).has_value();
  };
  switch (list) {
    case v1::REVIEW_LIST_WAITING: query.list = ports::ReviewList::waiting; break;
    case v1::REVIEW_LIST_DECIDED: query.list = ports::ReviewList::decided; break;
    case v1::REVIEW_LIST_MINE:
      query.list = ports::ReviewList::of_sender;
      query.sender = actor.key.member;
      query.wanted = [](const domain::StoppedItem&) { return true; };
      break;
    default: return std::nullopt;
  }
  return query;
}

void reply_page(const Reply& reply, const std::optional<ports::ReviewPage>& page) {
  if (!page) return reply_error(reply, v1::ERROR_CODE_UNAVAILABLE);
  v1::ServerFrame frame;
  auto& reviews = *frame.mutable_reviews();
  auto next = page->next;
  std::size_t bytes = 0;
  for (const auto& record : page->reviews) {
    auto entry = to_wire(record);
    bytes += entry.ByteSizeLong() + 4;
    if (bytes > page_bytes) {
      next = domain::MessageId{reviews.reviews(reviews.reviews_size() - 1).message_id()};
      break;
    }
    *reviews.add_reviews() = std::move(entry);
  }
  if (next) reviews.set_next_page_token(std::to_string(next->value));
  reply(std::move(frame));
}

void reply_decision(const Reply& reply, domain::MessageId message, const ports::DecisionStands& stands) {
  v1::ServerFrame frame;
  frame.mutable_review_decided()->set_message_id(message.value);
  *frame.mutable_review_decided()->mutable_decision() = to_wire(stands.decision);
  frame.mutable_review_decided()->set_counts(stands.counts);
  reply(std::move(frame));
}

void finish(const Services& services, domain::MessageId message, std::optional<ports::DecisionCommitted> committed,
            const Reply& reply) {
  if (!committed) return reply_error(reply, v1::ERROR_CODE_UNAVAILABLE);
  const auto* stands = std::get_if<ports::DecisionStands>(&committed->outcome);
  if (!stands) return reply_not_found(reply);
  reply_decision(reply, message, *stands);
  for (auto& published : committed->published) services.fan_out.publish(std::move(published));
}

void finish(const Services& services, const std::vector<v1::StaffMember>& deciders,
            std::optional<ports::QuestionCommitted> committed, const Reply& reply) {
  if (!committed) return reply_error(reply, v1::ERROR_CODE_UNAVAILABLE);
  if (const auto* refused = std::get_if<ports::QuestionRefused>(&committed->outcome)) {
    if (*refused == ports::QuestionRefused::not_found)
      return reply_error(reply, v1::ERROR_CODE_NOT_FOUND, "您没有被拦下的这份内容。",
                         "Nothing of yours was blocked under this number.");
    return reply_error(reply, v1::ERROR_CODE_CLOSED, "原文已过保存期，无法再请人决定；请修改后重新发送。",
                       "The text is no longer kept, so nobody can decide about it. Change it and send it again.");
  }
  v1::ServerFrame frame;
  auto& asked = *frame.mutable_decision_asked();
  asked.set_asked_at_ms(std::get<domain::TimePoint>(committed->outcome).time_since_epoch().count());
  for (const auto& decider : deciders) *asked.add_deciders() = decider;
  reply(std::move(frame));
  if (committed->published) services.fan_out.publish(std::move(*committed->published));
}

// Who decided may ask again and gets his decision, even if he may not decide any more.
void answer_decided(const Actor& actor, const ports::ReviewRecord& record, const GivenRuling& given,
                    const Reply& reply) {
  const auto& decision = *record.decision;
  if (decision.by != actor.key.member && !domain::role_to_decide(*actor.member, record.item))
    return reply_not_found(reply);
  const bool counts =
      decision.by == actor.key.member && decision.released == given.release && decision.reason == given.reason;
  reply_decision(reply, record.message, {decision, counts});
}

void decide(const Services& services, const Actor& actor, const ports::ReviewFile& file, const GivenRuling& given,
            const Reply& reply) {
  if (file.record.decision) return answer_decided(actor, file.record, given, reply);
  const auto role = domain::role_to_decide(*actor.member, file.record.item);
  if (!role || !file.record.waits()) return reply_not_found(reply);
  auto decision = ReviewDesk::decide(services, actor, *role, file, given);
  if (const auto* error = std::get_if<v1::Error>(&decision)) return reply_error(reply, *error);
  services.reviews.decide_review(std::move(std::get<ports::NewDecision>(decision)),
                                 [&services, message = file.record.message, reply](auto committed) {
                                   finish(services, message, std::move(committed), reply);
                                 });
}

}  // namespace

void list_reviews(const Services& services, const Caller& caller, const v1::ListReviews& request, Reply reply) {
  const auto found = actor_of(services, caller, request.member());
  if (const auto* error = std::get_if<v1::Error>(&found)) return reply_error(reply, *error);
  const auto& actor = std::get<Actor>(found);
  auto query = query_of(actor, request.list());
  if (!query)
    return reply_error(
        reply, field_error(v1::ERROR_CODE_INVALID, "list_reviews.list", "没有这个列表。", "There is no such list."));
  const auto from = parse_review_token(request.page_token());
  if (!from)
    return reply_error(reply,
                       field_error(v1::ERROR_CODE_INVALID, "list_reviews.page_token", "页码标记无效，请从第一页开始。",
                                   "This page token is not valid. Start at the first page."));
  if (request.list() != v1::REVIEW_LIST_MINE && !domain::may_decide_something(*actor.member))
    return reply_error(reply, v1::ERROR_CODE_FORBIDDEN, "只有年级组长和校长可以查看待决定的内容。",
                       "Only grade leaders and principals see what waits for a decision.");
  query->from = *from;
  services.reviews.reviews(actor.key.school, std::move(*query),
                           [reply](const std::optional<ports::ReviewPage>& page) { reply_page(reply, page); });
}

void get_review(const Services& services, const Caller& caller, const v1::GetReview& request, Reply reply) {
  const auto found = actor_of(services, caller, request.member());
  if (const auto* error = std::get_if<v1::Error>(&found)) return reply_error(reply, *error);
  const auto& actor = std::get<Actor>(found);
  with_file(services, actor.key.school, {request.message_id()}, reply,
            [&services, actor, reply](const ports::ReviewFile& file) {
              if (!may_see(actor, file.record)) return reply_not_found(reply);
              v1::ServerFrame frame;
              *frame.mutable_review() = review_view(services, actor, file);
              reply(std::move(frame));
            });
}

void ask_decision(const Services& services, const Caller& caller, const v1::AskDecision& request, Reply reply) {
  const auto found = actor_of(services, caller, request.member());
  if (const auto* error = std::get_if<v1::Error>(&found)) return reply_error(reply, *error);
  const auto& actor = std::get<Actor>(found);
  auto deciders = find_deciders(*actor.school, {actor.key.member, true, {}});
  services.reviews.ask_decision({.sender = actor.key,
                                 .message = {request.message_id()},
                                 .comment = request.comment(),
                                 .deciders = std::move(deciders.members),
                                 .at = services.clock.now()},
                                [&services, named = std::move(deciders.named), reply](auto committed) {
                                  finish(services, named, std::move(committed), reply);
                                });
}

void decide_review(const Services& services, const Caller& caller, const v1::DecideReview& request, Reply reply) {
  const auto found = actor_of(services, caller, request.member());
  if (const auto* error = std::get_if<v1::Error>(&found)) return reply_error(reply, *error);
  const auto& actor = std::get<Actor>(found);
  if (request.ruling() != v1::RULING_RELEASE && request.ruling() != v1::RULING_REFUSE)
    return reply_error(reply, field_error(v1::ERROR_CODE_INVALID, "decide_review.ruling", "请选择放行或不予放行。",
                                          "Choose to release or to refuse it."));
  const GivenRuling given{request.ruling() == v1::RULING_RELEASE, request.reason()};
  with_file(
      services, actor.key.school, {request.message_id()}, reply,
      [&services, actor, given, reply](const ports::ReviewFile& file) { decide(services, actor, file, given, reply); });
}

}  // namespace jiaxin::handlers
