// What a notice, a letter and a consent form have in common on their way from a teacher to the families: rights,
// audience, the policy filter, storage, fan-out.
#pragma once

#include <optional>
#include <string>

#include "domain/audience.hpp"
#include "handlers/caller.hpp"
#include "handlers/item_serialiser.hpp"
#include "policy/terms/item.hpp"

namespace jiaxin::handlers {

struct Submission {
  v1::SendHeader header;
  domain::Sha256 content_hash{};  // of the whole request
  v1::Kind kind = v1::KIND_UNSPECIFIED;
  policy::ItemText text;
  v1::Ask ask = v1::ASK_NOTHING;
  std::int64_t deadline_ms = 0;  // 0: none
  std::optional<int> declining_option;
  bool comment_allowed = false;
};

// Replies with SendResult, or an error. The same client id gives the first result again, whatever has changed since.
void submit(const Services& services, const Caller& caller, Submission submission, Reply reply);

}  // namespace jiaxin::handlers
