// Reviews, asked of the server.
#pragma once

#include <string>
#include <vector>

#include "item_choice.hpp"
#include "session.hpp"

namespace jiaxin::cli {

// The membership at the school as one of its staff.
Result<v1::Membership> staff_membership(const Session& session, const std::string& school);

struct ReviewPlace {
  v1::Membership member;
  std::uint64_t message_id = 0;
};
Result<ReviewPlace> find_review(const Session& session, const std::string& school, const std::string& name);

Result<v1::Review> fetch_review(Session& session, const v1::MemberRef& member, std::uint64_t message_id);
// All pages. Bounded: refused if the server's pages do not end.
Result<std::vector<v1::ReviewEntry>> fetch_reviews(Session& session, const v1::MemberRef& member, v1::ReviewList list);

}  // namespace jiaxin::cli
