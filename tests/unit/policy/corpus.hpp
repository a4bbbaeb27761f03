#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>

#include "policy/filter.hpp"

// Sentences with the verdict they must get, and the one filter that the tests share.
namespace jiaxin::policy {

struct Text {
  std::string_view text;
  Kind kind = Kind::notice;
  Sender sender = Sender::head_teacher;
};

inline const Filter& shared_filter() {
  static const Filter filter;
  return filter;
}

inline Verdict judge(const Text& text) { return shared_filter().judge(text.text, {text.kind, text.sender, ""}); }

inline Outcome outcome(std::string_view text, Kind kind = Kind::notice, Sender sender = Sender::head_teacher) {
  return judge({text, kind, sender}).outcome;
}

inline void expect_all(std::span<const Text> texts, Outcome wanted, std::optional<Violation> type = std::nullopt) {
  for (const Text& text : texts) {
    const Verdict verdict = judge(text);
    EXPECT_EQ(name(verdict.outcome), name(wanted)) << text.text;
    EXPECT_EQ(verdict.findings.empty(), wanted == Outcome::allow) << text.text;
    const bool typed = std::any_of(verdict.findings.begin(), verdict.findings.end(),
                                   [&](const Finding& finding) { return !type || finding.type == *type; });
    EXPECT_TRUE(!type || typed) << text.text << " is not " << name(*type);
  }
}

}  // namespace jiaxin::policy
