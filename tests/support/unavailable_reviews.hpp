// A review store that is down: every call is answered nullopt.
#pragma once

#include "ports/review_store.hpp"

namespace jiaxin::fake {

class UnavailableReviews final : public ports::ReviewStore {
 public:
  void review_file(domain::SchoolId, domain::MessageId, ports::Done<std::optional<ports::ReviewFile>> done) override {
    done(std::nullopt);
  }
  void reviews(domain::SchoolId, ports::ReviewQuery, ports::Done<ports::ReviewPage> done) override {
    done(std::nullopt);
  }
  void ask_decision(ports::NewQuestion, ports::Done<ports::QuestionCommitted> done) override { done(std::nullopt); }
  void decide_review(ports::NewDecision, ports::Done<ports::DecisionCommitted> done) override { done(std::nullopt); }
  void decided_blocks(domain::SchoolId, domain::TimePoint,
                      ports::Done<std::vector<ports::DecidedBlock>> done) override {
    done(std::nullopt);
  }
  void forget_blocked_texts(domain::TimePoint now, ports::Done<std::size_t> done) override {
    asked_to_forget.push_back(now);
    done(std::nullopt);
  }

  std::vector<domain::TimePoint> asked_to_forget;
};

}  // namespace jiaxin::fake
