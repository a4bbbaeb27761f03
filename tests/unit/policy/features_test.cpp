#include "policy/model/features.hpp"

#include <gtest/gtest.h>

#include "policy/analysis.hpp"
#include "policy/pack/packs.hpp"

namespace jiaxin::policy {
namespace {

std::uint32_t letters(std::string_view text, const Context& context = {}) {
  static const Packs packs;
  static const Analyst analyst(packs.all());
  StepBudget steps;
  const Analysis found = analyst.analyse(text, context, steps);
  return letters_said(found.reading, repeats(found.understood(), found.own_letter), found.own_letter);
}

TEST(LettersSaid, AreThoseOfTheTextWithoutSigns) {
  EXPECT_EQ(letters(""), 0u);
  EXPECT_EQ(letters("明天穿校服，带水杯。\n谢谢！"), 10u);
}

TEST(LettersSaid, SayingItAgainAddsNothing) {
  EXPECT_EQ(letters("好的。好的。好的。"), 2u);
  EXPECT_EQ(letters("好的。谢谢。好的。谢谢。"), 4u);
}

TEST(LettersSaid, WhatWasSaidBeforeDoesNotCount) {
  Context context;
  context.earlier = {{true, 1, "明天穿校服，带水杯。"}};
  EXPECT_EQ(letters("谢谢！", context), 2u);
}

}  // namespace
}  // namespace jiaxin::policy
