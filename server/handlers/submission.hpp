// What a notice, a letter and a consent form have in common on their way from a teacher to the families: rights,
// audience, the policy filter, storage, fan-out.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/audience.hpp"
#include "handlers/caller.hpp"
#include "handlers/item_serialiser.hpp"
#include "policy/cleared.hpp"

namespace jiaxin::handlers {

struct Submission {
  std::string_view name;  // of the request in its frame, e.g. send_notice
  v1::SendHeader header;
  domain::Sha256 content_hash{};  // of the whole request
  v1::Kind kind = v1::KIND_UNSPECIFIED;
  policy::ItemText text;
  v1::Ask ask = v1::ASK_NOTHING;
  std::int64_t deadline_ms = 0;  // 0: none
  std::optional<int> declining_option;
  bool comment_allowed = false;
  std::optional<policy::Cleared> urgent;  // fixed words, which need no judging
};

// What one of the requests to send asks for. An Error where its parts contradict each other.
std::variant<Submission, v1::Error> submission_of(const Services& services, const v1::ClientFrame& frame);

// All but the judgement: rights, audience, receivers, by the roster of this moment.
struct Prepared {
  ports::NewMessage message;
  ItemFrame frame;
  domain::Audience to;
  policy::Context context;
  domain::Role role;                // in which the sender writes
  std::vector<std::string> grades;  // of the classes written to; none: the whole school
};
std::variant<Prepared, v1::Error> prepare(const Services& services, const Actor& sender, const Submission& submission);

// Replies with SendResult, or an error. The same client id gives the first result again, whatever has changed since.
void submit(const Services& services, const Caller& caller, const v1::ClientFrame& frame, Reply reply);

}  // namespace jiaxin::handlers
