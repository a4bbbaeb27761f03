#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "policy/filter.hpp"
#include "policy/pack/packs.hpp"
#include "policy/pack/parse.hpp"
#include "policy/unjudged.hpp"

namespace jiaxin::policy {
namespace {

using testing::HasSubstr;

const Packs& national() {
  static const Packs packs;
  return packs;
}

// Lines 1 to 7; what follows starts in line 8.
std::string head(std::string_view id = "mine", std::string_view level = "school") {
  return "format = 1\nid = \"" + std::string(id) + "\"\nlevel = \"" + std::string(level) +
         "\"\nversion = 2\ndate = 2026-09-01\ntitle = \"本校\"\ntitle_en = \"ours\"\n";
}

constexpr std::string_view rule =
    "[[rule]]\nid = \"r\"\ntype = \"V7\"\nreason = \"甲\"\nreason_en = \"a\"\nway_on = \"乙\"\nway_on_en = \"b\"\n"
    "source = \"s\"\n";

PackErrors errors_of(const std::string& toml) {
  Packs packs = national();
  return packs.add(toml, "p.toml");
}

// The only complaint about head() and `rest`.
std::string complaint(std::string_view rest) {
  const PackErrors errors = errors_of(head() + std::string(rest));
  EXPECT_EQ(errors.size(), 1u) << rest << (errors.size() > 1 ? errors[1].text() : "");
  return errors.empty() ? "" : errors.front().text();
}

Packs with(const std::string& toml) {
  Packs packs = national();
  const PackErrors errors = packs.add(toml, "p.toml");
  EXPECT_TRUE(errors.empty()) << errors.front().text();
  return packs;
}

Outcome outcome(const Filter& filter, std::string_view text, Kind kind = Kind::notice) {
  return filter.judge(text, {kind, Sender::head_teacher, ""}).outcome;
}

TEST(Pack, AHeadAloneIsAPack) { EXPECT_EQ(with(head()).version(), "national-4+mine-2"); }

TEST(Pack, ErrorsNameFileLineAndColumnInBothLanguages) {
  EXPECT_THAT(complaint("[words]\nhomewrok = \"甲\"\n"), HasSubstr("p.toml:9:1: 没有可以列词的概念 homewrok"));
  EXPECT_THAT(complaint("[words]\nhomewrok = \"甲\"\n"), HasSubstr(" / there is no concept homewrok"));
}

TEST(Pack, NotToml) {
  EXPECT_THAT(errors_of("id = = 1").front().text(), HasSubstr("p.toml:1:6: 不是有效的 TOML"));
  EXPECT_THAT(errors_of("\xff\xfe").front().text(), HasSubstr("TOML"));
  EXPECT_THAT(errors_of(std::string("# a\n[\0]", 7)).front().text(), HasSubstr("p.toml:2:1: 这一行有控制字符"));
}

TEST(Pack, TooLarge) {
  EXPECT_THAT(errors_of(std::string(max_pack_bytes + 1, '#')).front().text(), HasSubstr("1 MiB"));
}

TEST(Pack, UnknownAndMissingKeys) {
  EXPECT_THAT(complaint("colour = 1\n"), HasSubstr("p.toml:8:1: 没有 colour 这一项"));
  EXPECT_THAT(errors_of("format = 1\n").front().text(), HasSubstr("缺少 id"));
  EXPECT_THAT(complaint(std::string(rule) + "colour = 1\n"), HasSubstr("p.toml:16:1: 没有 colour"));
}

TEST(Pack, TheHeadIsChecked) {
  EXPECT_THAT(errors_of(head("Mine!")).front().text(), HasSubstr("p.toml:2:6: id "));
  EXPECT_THAT(errors_of(head("national")).front().text(), HasSubstr("p.toml:2:6: 已有"));
  EXPECT_THAT(errors_of(head("mine", "national")).front().text(), HasSubstr("p.toml:3:9: 国家规则已内置"));
  EXPECT_THAT(errors_of(head("mine", "street")).front().text(), HasSubstr("national, region, school"));
  Packs packs = with(head());
  EXPECT_THAT(packs.add(head("r", "region"), "r.toml").front().text(), HasSubstr("r.toml:3:9: 应按从上到下"));
}

TEST(Pack, WordsAreChecked) {
  EXPECT_THAT(complaint("[words]\nhomework = \"\"\n"), HasSubstr("p.toml:9:12: 应为加引号的词语"));
  EXPECT_THAT(complaint("[words]\nhomework = [\n  \"甲\",\n  7,\n]\n"), HasSubstr("p.toml:11:3: "));
  EXPECT_THAT(complaint("[words]\nhomework = \"ZY\"\n"), HasSubstr("应写作“zy”"));
  EXPECT_THAT(complaint("[words]\nhomework = \"作業\"\n"), HasSubstr("应写作“作业”"));
  EXPECT_THAT(complaint("[words]\nhomework = \"甲 甲\"\n"), HasSubstr("重复"));
  EXPECT_THAT(complaint("[words]\nhomework = \"" + std::string(33, 'a') + "\"\n"), HasSubstr("32"));
  EXPECT_THAT(complaint("[words]\nis_form = \"甲\"\n"), HasSubstr("p.toml:9:1: "));
}

TEST(Pack, DisguisesAreChecked) {
  EXPECT_THAT(complaint("[disguises]\n\"ab\" = \"甲\"\n"), HasSubstr("p.toml:9:1: 左边"));
  EXPECT_THAT(complaint("[disguises]\n\"🎒\" = \"\"\n"), HasSubstr("右边"));
  EXPECT_THAT(complaint("[disguises]\n\"🎒\" = \"業\"\n"), HasSubstr("应写作“业”"));
}

TEST(Pack, RulesAreChecked) {
  EXPECT_THAT(complaint("[[rule]]\nid = \"r\"\ntype = \"V7\"\nreason = \"甲\"\nreason_en = \"a\"\nway_on = \"乙\"\n"
                        "way_on_en = \"b\"\n"),
              HasSubstr("p.toml:8:1: 缺少 source"));
  EXPECT_THAT(complaint(std::string(rule) + std::string(rule)), HasSubstr("p.toml:17:6: 规则 r 重复"));
  EXPECT_THAT(complaint("rule = 3\n"), HasSubstr("[[rule]]"));
}

TEST(Pack, PatternsAreChecked) {
  const std::string start = std::string(rule) + "[[pattern]]\n";  // line 16
  EXPECT_THAT(complaint(start + "rule = \"q\"\ngroup = \"hold\"\ndirect = \"hold\"\nall = [\"homework\"]\n"),
              HasSubstr("p.toml:17:8: 没有规则 mine/q"));
  EXPECT_THAT(complaint(start + "rule = \"r\"\ngroup = \"allow\"\ndirect = \"allow\"\nall = [\"homework\"]\n"),
              HasSubstr("p.toml:18:9: group"));
  EXPECT_THAT(complaint(start + "rule = \"r\"\ngroup = \"hold\"\ndirect = \"block\"\nall = [\"homework\"]\n"),
              HasSubstr("p.toml:19:10: direct"));
  EXPECT_THAT(complaint(start + "rule = \"r\"\ngroup = \"hold\"\ndirect = \"hold\"\nall = []\n"),
              HasSubstr("p.toml:20:7: all"));
  EXPECT_THAT(complaint(start + "rule = \"r\"\ngroup = \"hold\"\ndirect = \"hold\"\nall = [\"homewrok\"]\n"),
              HasSubstr("p.toml:20:8: 没有概念 homewrok"));
  EXPECT_THAT(
      complaint(start + "rule = \"r\"\ngroup = \"hold\"\ndirect = \"hold\"\nall = [\"homework\"]\nnone = \"@x\"\n"),
      HasSubstr("p.toml:21:8: 没有概念 @x"));
}

TEST(Pack, ALowerLevelMayNotLoosen) {
  EXPECT_THAT(complaint("[words]\nneutral = \"作业单\"\n"), HasSubstr("下级只能加严"));
  EXPECT_THAT(complaint("[[excuse]]\nwhy = \"x\"\ntypes = \"V1\"\nall = [\"slip\"]\nmercy = \"drop\"\n"),
              HasSubstr("p.toml:8:1: 只有国家规则可以有 excuse"));
  EXPECT_THAT(complaint("[[raise]]\nrule = \"national/ranking\"\ngroup = \"allow\"\ndirect = \"allow\"\n"),
              HasSubstr("p.toml:10:9: group"));
  EXPECT_THAT(complaint("[[raise]]\nrule = \"national/nothing\"\ngroup = \"hold\"\ndirect = \"hold\"\n"),
              HasSubstr("p.toml:9:8: 上级规则包中没有规则"));
}

TEST(Pack, ManyErrorsComeInOrderAndAreBounded) {
  std::string toml = head() + "[words]\n";
  for (int i = 0; i < 200; ++i) toml += "nonsense" + std::to_string(i) + " = \"甲\"\n";
  const PackErrors errors = errors_of(toml);
  ASSERT_EQ(errors.size(), 50u);
  for (std::size_t i = 1; i < errors.size(); ++i) EXPECT_GT(errors[i].line, errors[i - 1].line);
}

TEST(Pack, EndlessKeysAreRefusedBeforeTheyAreRead) {
  std::string key = "a";
  for (int i = 0; i < 100'000; ++i) key += ".a";
  EXPECT_THAT(complaint(key + " = 1\n"), HasSubstr("p.toml:8:1: 这一行的“.”超过 64 个"));
  EXPECT_THAT(complaint("[" + key + "]\n"), HasSubstr("p.toml:8:1: 这一行的“.”超过 64 个"));
}

// As deep as the limits on lines and on nesting allow.
TEST(Pack, DeepTablesOverManyLinesAreRefused) {
  std::string key = "a";
  for (int i = 0; i < 63; ++i) key += ".a";
  std::string toml = "[" + key + "]\n" + key + " = [\n";
  for (int i = 0; i < 120; ++i) toml += "{" + key + " = [\n";
  for (int i = 0; i < 120; ++i) toml += "]}";
  EXPECT_FALSE(complaint(toml + "]\n").empty());
}

TEST(Pack, ItsOwnRulesCountAfterManyOthers) {
  const Filter filter(with(head() + std::string(rule) +
                           "[[pattern]]\nrule = \"r\"\ngroup = \"block\"\ndirect = \"block\"\nall = [\"bring\"]\n"));
  std::string text;
  for (int i = 0; i < 200; ++i) text += "今晚语文：抄写第" + std::to_string(i) + "课生字两遍。\n";
  const Verdict verdict = filter.judge(text + "请带一把尺子", {Kind::notice, Sender::head_teacher, ""});
  const auto own = [](const Finding& finding) { return finding.rule == "mine/r"; };
  EXPECT_TRUE(std::any_of(verdict.findings.begin(), verdict.findings.end(), own));
}

TEST(Pack, ItsOwnRulesCountInAnswersAndBetweenFillersToo) {
  const Filter filter(with(head() + std::string(rule) + "[words]\nbring = \"遛狗\"\n" +
                           "[[pattern]]\nrule = \"r\"\ngroup = \"block\"\ndirect = \"block\"\nall = [\"bring\"]\n"));
  Context context{Kind::notice, Sender::head_teacher, ""};
  EXPECT_EQ(filter.judge("今啦天啦要啦遛啦狗啦", context).outcome, Outcome::block);
  context.reply_to = "今天要遛狗吗？";
  const Verdict verdict = filter.judge("要", context);
  EXPECT_EQ(verdict.outcome, Outcome::block);
  ASSERT_FALSE(verdict.findings.empty());
  EXPECT_EQ(verdict.findings[0].rule, "mine/r");
  EXPECT_EQ(verdict.findings[0].quote, "要");
  EXPECT_EQ(filter.judge("不用", context).outcome, Outcome::allow);
}

TEST(Pack, AddsWordsAndDisguisesAsData) {
  const Filter filter(with(head() + "[disguises]\n\"佊\" = \"作\"\n[words]\ndisguised = \"礼包\"\n"));
  EXPECT_EQ(outcome(Filter(), "晚上别忘了礼包"), Outcome::allow);
  EXPECT_NE(outcome(filter, "晚上别忘了礼包"), Outcome::allow);
  EXPECT_EQ(outcome(filter, "今晚佊业：口算第12页"), Outcome::block);
}

TEST(Pack, AddsRulesThatNameTheirPack) {
  const Filter filter(with(head() + std::string(rule) +
                           "[[pattern]]\nrule = \"r\"\ngroup = \"hold\"\ndirect = \"allow\"\nall = [\"bring\"]\n"));
  EXPECT_EQ(outcome(Filter(), "请带一把尺子"), Outcome::allow);
  const Verdict verdict = filter.judge("请带一把尺子", {Kind::notice, Sender::head_teacher, ""});
  EXPECT_EQ(verdict.outcome, Outcome::hold);
  ASSERT_EQ(verdict.findings.size(), 1u);
  EXPECT_EQ(verdict.findings.front().rule, "mine/r");
  EXPECT_THAT(verdict.pack_version, testing::StartsWith("national-4+mine-2+model-"));
  EXPECT_EQ(outcome(filter, "请带一把尺子", Kind::direct), Outcome::allow);
}

TEST(Pack, RaisesAnOutcome) {
  const std::string text = "表扬王小明同学";
  ASSERT_EQ(outcome(Filter(), text), Outcome::hold);
  const Filter filter(
      with(head() + "[[raise]]\nrule = \"national/named-praise\"\ngroup = \"block\"\ndirect = \"allow\"\n"));
  EXPECT_EQ(outcome(filter, text), Outcome::block);
}

// One long word in place of several would hide the task from a single reading.
TEST(Pack, AWordThatHidesOthersLoosensNothing) {
  const std::string text = "今晚语文作业：抄写第5课两遍";
  ASSERT_EQ(outcome(Filter(), text), Outcome::block);
  const Filter filter(with(head() + "[words]\nslip = \"今晚语文作业抄写第5课两遍\"\nsport = \"语文作业抄写\"\n"));
  EXPECT_EQ(outcome(filter, text), Outcome::block);
}

TEST(Pack, IncompletePacksHoldWhatWouldGoOut) {
  const Filter filter(national(), Completeness::incomplete);
  const Judgement judgement = filter.review({.body = "周五开家长会，请准时参加。"}, {});
  ASSERT_TRUE(std::holds_alternative<Held>(judgement));
  EXPECT_EQ(std::get<Held>(judgement).verdict().findings.front().rule, "national/filter-failed");
  EXPECT_TRUE(std::holds_alternative<Blocked>(filter.review({.body = "今晚作业：抄写第5课生字三遍，明早交。"}, {})));
}

TEST(Pack, WhatTakesTooManyStepsIsHeldUnjudged) {
  std::string pack = head() + std::string(rule);
  for (int i = 0; i < 200; ++i)
    pack += "[[pattern]]\nrule = \"r\"\ngroup = \"hold\"\ndirect = \"allow\"\nall = [\"bring\"]\n";
  std::string text;
  for (int i = 0; i < 300; ++i) text += "请准时参加。";
  const Filter enough(with(pack)), small(with(pack), Completeness::complete, 100'000);
  EXPECT_EQ(enough.judge(text, {}).outcome, Outcome::allow);
  EXPECT_TRUE(is_unjudged(small.judge(text, {})));
  const Judgement judgement = small.review({.body = text}, {});
  ASSERT_TRUE(std::holds_alternative<Held>(judgement));
  EXPECT_TRUE(is_unjudged(std::get<Held>(judgement).verdict()));
  EXPECT_EQ(small.judge("请准时参加。", {}).outcome, Outcome::allow);
  EXPECT_EQ(small.judge(text + "今晚作业：抄写第5课生字三遍，明早交。", {}).outcome, Outcome::block);
}

TEST(Pack, FilesThatCannotBeReadAreErrors) {
  for (const std::string file : {"/nowhere/p.toml", "/"}) {
    const auto loaded = load_packs({file});
    ASSERT_TRUE(std::holds_alternative<PackErrors>(loaded)) << file;
    EXPECT_THAT(std::get<PackErrors>(loaded).front().text(), HasSubstr(file + ": 无法读取"));
  }
}

TEST(Pack, TheSamplesAreGood) {
  const std::string folder = JIAXIN_SOURCE_DIR "/deploy/packs/";
  const auto loaded = load_packs({folder + "region.toml", folder + "school.toml"});
  const auto* errors = std::get_if<PackErrors>(&loaded);
  ASSERT_EQ(errors, nullptr) << errors->front().text();
  const Filter filter(std::get<Packs>(loaded));
  EXPECT_THAT(std::string(filter.pack_version()),
              testing::StartsWith("national-4+example-region-3+example-school-2+model-"));
  EXPECT_EQ(outcome(filter, "今天🎒：口算第12页"), Outcome::block);
}

TEST(Pack, TheReadmeNamesEveryConcept) {
  std::ifstream in(JIAXIN_SOURCE_DIR "/server/policy/packs/README.md");
  std::stringstream text;
  text << in.rdbuf();
  for (unsigned i = 0; i < static_cast<unsigned>(Concept::count_); ++i) {
    const std::string name(policy::name(static_cast<Concept>(i)));
    EXPECT_THAT(text.str(), HasSubstr("`" + name + "`"));
    EXPECT_EQ(concept_named(name), static_cast<Concept>(i));
  }
}

}  // namespace
}  // namespace jiaxin::policy
