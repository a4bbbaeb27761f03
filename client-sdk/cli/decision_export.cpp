#include "decision_export.hpp"

#include "judged_text.hpp"
#include "policy/unjudged.hpp"
#include "words.hpp"

namespace jiaxin::cli {
namespace {

std::string_view sender_of(v1::Role role) {
  if (role == v1::ROLE_CLASS_TEACHER) return "head_teacher";
  return role == v1::ROLE_SUBJECT_TEACHER ? "subject_teacher" : "school";
}

bool is_released(const v1::Review& review) { return review.entry().decision().ruling() == v1::RULING_RELEASE; }

// The filter failed: why it was refused says nothing about its words.
bool is_unjudged(const v1::Review& review) {
  return review.findings().empty() || review.findings(0).rule() == policy::filter_failed_rule;
}

// Of what was refused that which the filter said; what was released is a case that it did not know.
std::string type_of(const v1::Review& review) {
  return is_released(review) || is_unjudged(review) ? "B" : review.findings(0).type();
}

std::string_view expectation(const v1::Review& review) {
  if (is_released(review)) return "benign";
  return is_unjudged(review) ? "ambiguous" : "violation";
}

json::array said_before(const v1::Review& review) {
  json::array listed;
  for (const auto& said : review.earlier())
    listed.push_back(
        json::object{{"sender", "same"}, {"minutes_ago", said.minutes_before()}, {"text", json_text(said.text())}});
  return listed;
}

}  // namespace

std::optional<json::object> training_text(const v1::MemberRef& member, const v1::Review& review) {
  const auto& entry = review.entry();
  if (!entry.has_decision() || !review.has_item()) return std::nullopt;
  const auto id = "decision-" + std::to_string(member.school_id()) + "-" + std::to_string(entry.message_id());
  json::object text{{"id", json_text(id)},
                    {"kind", json_text(key(entry.kind()))},
                    {"sender", json_text(sender_of(entry.sender().role()))},
                    {"grade", json_text(review.grades_size() == 1 ? review.grades(0) : "")},
                    {"audience", "families"},
                    {"text", json_text(judged_text(review.item()))},
                    {"expect", json_text(expectation(review))},
                    {"outcome", is_released(review) ? "allow" : "block"},
                    {"type", json_text(type_of(review))},
                    {"disguise", "none"},
                    {"scenario", json_text(id)},
                    {"twin", ""},
                    {"why", json_text(entry.decision().reason())}};
  if (!review.earlier().empty()) text["earlier"] = said_before(review);
  return text;
}

}  // namespace jiaxin::cli
