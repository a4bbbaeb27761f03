// What was held or blocked, for those who decide about it and for its sender.
#pragma once

#include "handlers/caller.hpp"

namespace jiaxin::handlers {

void list_reviews(const Services& services, const Caller& caller, const v1::ListReviews& request, Reply reply);
void get_review(const Services& services, const Caller& caller, const v1::GetReview& request, Reply reply);
void ask_decision(const Services& services, const Caller& caller, const v1::AskDecision& request, Reply reply);
void decide_review(const Services& services, const Caller& caller, const v1::DecideReview& request, Reply reply);

}  // namespace jiaxin::handlers
