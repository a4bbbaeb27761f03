// Where a person's decision about a held or blocked item is made ready for storage: the only place that clears by hand.
#pragma once

#include <optional>
#include <variant>

#include "handlers/submission.hpp"
#include "policy/by_hand.hpp"
#include "ports/review_store.hpp"

namespace jiaxin::handlers {

struct GivenRuling {
  bool release = false;
  std::string reason;
};

class ReviewDesk {
 public:
  // `as`: the role in which the rights table lets the decider decide about it. A release is prepared anew from the
  // roster of this moment; an Error where it can only be refused.
  static std::variant<ports::NewDecision, v1::Error> decide(const Services& services, const Actor& decider,
                                                            domain::Role as, const ports::ReviewFile& file,
                                                            const GivenRuling& given);

 private:
  static std::optional<v1::Error> add_release(const Services& services, const Actor& decider,
                                              const ports::ReviewFile& file, ports::NewDecision& decision);
};

// What is to be sent, read from what was kept of the request. nullopt: it is no longer kept.
std::optional<Submission> kept_submission(const Services& services, const ports::ReviewFile& file);

}  // namespace jiaxin::handlers
