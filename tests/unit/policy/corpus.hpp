#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "policy/filter.hpp"
#include "policy/model/model.hpp"
#include "policy/text/utf8.hpp"

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

// Allowed as it was written, stopped in a form of this kind alone, and quoted as it was written.
inline void expect_seen_only_as(FormKind kind, const std::string& text) {
  const Explanation explained = shared_filter().explain(text, {Kind::notice, Sender::head_teacher, ""});
  ASSERT_TRUE(explained.weighed);
  EXPECT_LT(explained.weighed->score + rule_credit, explained.weighed->hold_from) << text;
  EXPECT_TRUE(std::any_of(explained.other_forms.begin(), explained.other_forms.end(), [&](const auto& form) {
    return form.kind == kind && form.weighed.score + rule_credit >= form.weighed.hold_from;
  })) << text;
  EXPECT_NE(explained.verdict.outcome, Outcome::allow) << text;
  const std::u32string points = decode_utf8(text);
  for (const Finding& finding : explained.verdict.findings)
    EXPECT_EQ(encode_utf8(points.substr(finding.start, finding.end - finding.start)), finding.quote) << text;
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
