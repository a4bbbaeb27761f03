// Rows of `reviews`, read. Read-only.
#pragma once

#include <string_view>

#include "ports/review_store.hpp"
#include "storage/log_positions.hpp"
#include "storage/sqlite.hpp"

namespace jiaxin::storage {

enum class ReviewState { not_asked = 0, waiting = 1, released = 2, refused = 3 };  // as in reviews.state

// From `first` on the columns judged, kind, sender, sender_name, sender_role, sent_to, then those of a decision.
ports::ReviewNotice review_notice(const Rows& row, int first, ReviewNews news);

std::optional<ports::ReviewFile> review_file(Connection& db, domain::SchoolId school, domain::MessageId message);
ports::ReviewPage review_page(Connection& db, domain::SchoolId school, const ports::ReviewQuery& query);
std::vector<ports::DecidedBlock> decided_blocks(Connection& db, domain::SchoolId school, domain::TimePoint since);

// Lists of words as they stand in one column, a line each.
std::string lines(const std::vector<std::string>& words);
std::vector<std::string> words_of(std::string_view lines);

}  // namespace jiaxin::storage
