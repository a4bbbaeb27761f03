#include "policy/reading/concept.hpp"

#include <algorithm>
#include <iterator>

namespace jiaxin::policy {
namespace {

// In the order of the enumeration.
constexpr std::string_view names[] = {"neutral",      "strong_task",
                                      "weak_task",    "read_task",
                                      "make_task",    "craft",
                                      "homework",     "disguised",
                                      "object",       "book",
                                      "place",        "title",
                                      "subject",      "repeat",
                                      "quantity",     "duration",
                                      "answer",       "study",
                                      "heading",      "subject_head",
                                      "telegraph",    "tonight",
                                      "deadline",     "next_check",
                                      "daily",        "tomorrow",
                                      "submit",       "capture",
                                      "clock_in",     "chain",
                                      "app",          "site",
                                      "group_chat",   "print",
                                      "online",       "electronic",
                                      "install",      "parent",
                                      "child",        "request",
                                      "check",        "sign",
                                      "dictate",      "supervise",
                                      "on_behalf",    "score_table",
                                      "mean",         "rank",
                                      "class_rank",   "fail",
                                      "score_number", "named_scores",
                                      "exam",         "result",
                                      "sport",        "number_of_thing",
                                      "compare",      "naming",
                                      "undone",       "threat",
                                      "praise",       "person",
                                      "done",         "veil_strong",
                                      "veil_same",    "veil_weak",
                                      "like",         "vote",
                                      "share",        "follow",
                                      "screenshot",   "exercise",
                                      "chore",        "buy",
                                      "goods",        "class_fund",
                                      "red_packet",   "group_buy",
                                      "scan",         "donate",
                                      "money",        "forbid",
                                      "deny",         "turn",
                                      "report",       "practice",
                                      "question",     "complaint",
                                      "advice",       "optional",
                                      "describe",     "policy",
                                      "in_school",    "staff",
                                      "past",         "bring",
                                      "slip",         "administration",
                                      "election",     "absent",
                                      "send_me",      "anonymous",
                                      "late_sleep",   "from_guardian",
                                      "from_school",  "from_subject_teacher",
                                      "is_direct",    "is_form",
                                      "is_letter"};
static_assert(std::size(names) == static_cast<std::size_t>(Concept::count_));

}  // namespace

std::string_view name(Concept one) { return names[static_cast<std::size_t>(one)]; }

std::optional<Concept> concept_named(std::string_view wanted) {
  const auto* const found = std::find(std::begin(names), std::end(names), wanted);
  if (found == std::end(names)) return std::nullopt;
  return static_cast<Concept>(found - std::begin(names));
}

}  // namespace jiaxin::policy
