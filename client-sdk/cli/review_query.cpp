#include "review_query.hpp"

namespace jiaxin::cli {
namespace {

constexpr int max_review_pages = 10'000;

bool is_staff(const v1::Membership& membership) {
  return may_send(membership) || has_role(membership, v1::ROLE_PRINCIPAL) ||
         has_role(membership, v1::ROLE_GRADE_LEADER) || has_role(membership, v1::ROLE_SUPERVISOR);
}

}  // namespace

Result<v1::Membership> staff_membership(const Session& session, const std::string& school) {
  return choose_membership(session.memberships(), school, is_staff, {"查看待审核的内容", "see what was held"});
}

Result<ReviewPlace> find_review(const Session& session, const std::string& school, const std::string& name) {
  const auto parsed = parse_message_name(name);
  if (!parsed) return parsed.refusal();
  const auto at = parsed->school_id && school.empty() ? std::to_string(*parsed->school_id) : school;
  const auto member = staff_membership(session, at);
  if (!member) return member.refusal();
  return ReviewPlace{*member, parsed->message_id};
}

Result<v1::Review> fetch_review(Session& session, const v1::MemberRef& member, std::uint64_t message_id) {
  v1::GetReview request;
  *request.mutable_member() = member;
  request.set_message_id(message_id);
  return session.ask<v1::Review>([&](auto done) { session.client().get_review(request, std::move(done)); });
}

Result<std::vector<v1::ReviewEntry>> fetch_reviews(Session& session, const v1::MemberRef& member, v1::ReviewList list) {
  v1::ListReviews request;
  *request.mutable_member() = member;
  request.set_list(list);
  std::vector<v1::ReviewEntry> all;
  for (int page = 0; page < max_review_pages; ++page) {
    const auto reviews =
        session.ask<v1::Reviews>([&](auto done) { session.client().list_reviews(request, std::move(done)); });
    if (!reviews) return reviews.refusal();
    all.insert(all.end(), reviews->reviews().begin(), reviews->reviews().end());
    if (reviews->next_page_token().empty()) return all;
    request.set_page_token(reviews->next_page_token());
  }
  return refused("服务器给出的页数太多。", "The server's pages do not end.");
}

}  // namespace jiaxin::cli
