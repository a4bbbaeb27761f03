#include "policy/filter.hpp"

#include <algorithm>

#include "policy/text/utf8.hpp"
#include "policy/unjudged.hpp"
#include "unit/policy/corpus.hpp"

namespace jiaxin::policy {
namespace {

constexpr Context notice{Kind::notice, Sender::head_teacher, ""};

constexpr std::string_view samples[] = {
    "今晚语文：抄写第5课生字两遍",
    "数学练习册P23-24，明早交",
    "作 业 語文5课",
    "家长督促背完录视频",
    "本次平均分88，第一名小明",
    "别的孩子都写完了，您家的呢",
    "老规矩，同昨天",
    "请点赞截图发群",
    "班费接龙",
    "Homework: read pages 3-5, due tomorrow",
    "语文:1.第5课生字两遍 2.背课文",
    "今天又有5人没完成，点名如下",
    "见图",
    "表扬王小明今天值日很棒",
    "今天赵一鸣小朋友帮助了摔倒的同学，给他点赞！",
    "明天运动会穿校服",
};

void expect_exact_positions(const std::string& text) {
  const std::u32string points = decode_utf8(text);
  for (const Finding& finding : shared_filter().judge(text, notice).findings) {
    ASSERT_LT(finding.start, finding.end) << text;
    ASSERT_LE(finding.end, points.size()) << text;
    EXPECT_EQ(encode_utf8(points.substr(finding.start, finding.end - finding.start)), finding.quote) << text;
    EXPECT_FALSE(finding.reason.empty() || finding.way_on.empty()) << text;
  }
}

TEST(Filter, EveryQuoteIsTheTextAtItsPositions) {
  for (const std::string_view sample : samples) expect_exact_positions(std::string(sample));
}

TEST(Filter, WhatIsShownBackwardsIsJudgedAsShownAndQuotedAsGiven) {
  for (const std::string_view sample : samples) {
    std::u32string points = decode_utf8(sample);
    std::reverse(points.begin(), points.end());
    const std::string backwards = encode_utf8(U"\u202E" + points + U"\u202C");
    EXPECT_EQ(shared_filter().judge(backwards, notice).outcome, shared_filter().judge(sample, notice).outcome)
        << sample;
    expect_exact_positions(backwards);
  }
}

TEST(Filter, WhatIsHarmlessOnceIsHarmlessAHundredTimes) {
  for (const std::string sentence : {"请准时参加。", "好。", "收到\n", "明天运动会穿校服！"}) {
    std::string text;
    for (int i = 0; i < 100; ++i) text += sentence;
    EXPECT_EQ(shared_filter().judge(text, notice).outcome, Outcome::allow) << sentence;
  }
}

TEST(Filter, LawfulLinesAroundItHideNothingThatIsBlocked) {
  for (const std::string line : {"明天上午全校消防演练，听到铃声请跟老师走。", "带好水杯和跳绳。", "谢谢各位家长！"})
    for (const std::string_view sample : samples) {
      if (shared_filter().judge(sample, notice).outcome != Outcome::block) continue;
      const std::string around = line + '\n' + std::string(sample) + '\n' + line;
      EXPECT_NE(shared_filter().judge(around, notice).outcome, Outcome::allow) << around;
    }
}

TEST(Filter, ATaskBetweenHarmlessClausesOfALongSentenceIsSeen) {
  const std::string text =
      "老师提醒大家，最近天气越来越冷，早晚要多穿一点，过马路要看红绿灯，今晚语文抄写第5课生字两遍，"
      "食堂的饭菜很丰富，大家都吃得很香，请放心，孩子们过得很开心。";
  const auto verdict = shared_filter().judge(text, notice);
  EXPECT_NE(verdict.outcome, Outcome::allow);
  ASSERT_FALSE(verdict.findings.empty());
  EXPECT_NE(verdict.findings[0].quote.find("抄写第5课生字两遍"), std::string::npos) << verdict.findings[0].quote;
  expect_exact_positions(text);
  for (
      const std::string sample :
      {"老师提醒大家，最近天气越来越冷，早晚要多穿一点，语文，抄写第5课生字，两遍，明早交，食堂的饭菜很丰富，大家都吃得很香",
       "please bring a coat, a cup of water, two pairs of socks, homework, pages 3-5, due tomorrow, thank you so much",
       "最近天气越来越冷，过马路要看红绿灯，请家长，检查作业，签字，拍照，发到群里，食堂的饭菜很丰富，请放心"})
    expect_exact_positions(sample);

  const std::string several =
      "老师提醒大家，最近天气越来越冷，早晚要多穿一点，上学路上车多人多，过马路要看红绿灯，练口算，两页，家长批改，签字，明早交，"
      "食堂的饭菜很丰富，大家都吃得很香，下周还有红烧肉，请放心";
  const auto over_commas = shared_filter().judge(several, notice);
  EXPECT_TRUE(std::any_of(over_commas.findings.begin(), over_commas.findings.end(),
                          [](const Finding& finding) { return finding.quote.find("，") != std::string::npos; }));
  expect_exact_positions(several);
}

TEST(Filter, TellsAllThatIsWrongWithALetterAtOnce) {
  const std::string between =
      "周五下午两点在操场举行冬季运动会，请给孩子穿好运动鞋，带一个水杯。\n"
      "学校门口正在修路，接送的家长请把车停在文化路南侧，步行到校门口。\n";
  const std::string copied = "今晚抄写第5课生字两遍", shown = "请把作业拍照发到群里",
                    ranked = "本次平均分88，第一名小明";
  const auto verdict = shared_filter().judge(between + copied + "\n" + between + shown, notice);
  EXPECT_EQ(verdict.outcome, Outcome::block);
  for (const auto& words : {copied, shown})
    EXPECT_TRUE(std::any_of(verdict.findings.begin(), verdict.findings.end(), [&](const Finding& finding) {
      return words.find(finding.quote) != std::string::npos;
    })) << words;
}

TEST(Filter, APressingLineBesideATaskHidesItNot) {
  const std::string task = "今晚抄写第5课生字两遍，明早交";
  const auto alone = shared_filter().judge(task, {Kind::direct, Sender::head_teacher, ""});
  const auto both =
      shared_filter().judge(task + "\n别的孩子都写完了，您家的呢", {Kind::direct, Sender::head_teacher, ""});
  EXPECT_EQ(alone.outcome, Outcome::block);
  EXPECT_EQ(both.outcome, Outcome::block);
  EXPECT_TRUE(std::any_of(both.findings.begin(), both.findings.end(),
                          [&](const Finding& finding) { return task.find(finding.quote) != std::string::npos; }));
}

TEST(Filter, WhoIsNamedMakesNoDifference) {
  for (const std::string text : {"午睡表现最好的是：@", "@", "姓名,尺码\n@,140\n@,150", "@同学今天上课走神",
                                 "表扬@今天值日很棒", "语文成绩：@ 98，@ 61"}) {
    const auto judged = [&](const std::string& name) {
      std::string named = text;
      for (std::size_t at = 0; (at = named.find('@', at)) != std::string::npos;) named.replace(at, 1, name);
      const Verdict verdict = shared_filter().judge(named, notice);
      std::vector<std::string> rules;
      for (const Finding& finding : verdict.findings) rules.push_back(finding.rule);
      return std::pair(verdict.outcome, rules);
    };
    for (const std::string other : {"李思远", "陈一诺", "周子墨"}) EXPECT_EQ(judged(other), judged("王子涵")) << text;
  }
}

TEST(Filter, OnesOwnMarksMayBeToldRanksMayNot) {
  for (const auto own : {"小明数学87分，语文92分。", "子涵妈妈，这次期中语文92，数学87，英语95。", "王子涵数学87分"}) {
    EXPECT_EQ(outcome(own, Kind::direct), Outcome::allow) << own;
    EXPECT_NE(outcome(own, Kind::notice), Outcome::allow) << own;
  }
  for (const auto of_others : {"王子涵数学87分，全班第35名。", "班级平均分92，王子涵87分。"})
    EXPECT_NE(outcome(of_others, Kind::direct), Outcome::allow) << of_others;
}

TEST(Filter, WhatAnAbsentPupilMissedIsForAPersonToDecide) {
  const auto outcome = [](const std::string& text, Kind kind) {
    return shared_filter().judge(text, {kind, Sender::head_teacher, ""}).outcome;
  };
  const std::string task = "语文学了第5课，请在家把生字抄两遍。";
  EXPECT_EQ(outcome("小明妈妈，孩子今天请假，" + task, Kind::direct), Outcome::hold);
  EXPECT_EQ(outcome("小明妈妈，" + task, Kind::direct), Outcome::block);
  EXPECT_EQ(outcome("孩子今天请假的，" + task, Kind::notice), Outcome::block);
  EXPECT_EQ(outcome("小明妈妈，孩子今天请假，请把生字抄两遍，拍照发我。", Kind::direct), Outcome::block);
}

TEST(Filter, NoWordThatBeginsInAnEarlierMessageHidesATask) {
  const std::string_view task = "晚把第三篇再抄两遍，明天我抽";
  for (const std::string before : {"今", "明天降温，请多穿一件外套，今", "家"}) {
    Context context = notice;
    context.earlier = {{true, 1, before}};
    EXPECT_GE(shared_filter().judge(task, context).outcome, shared_filter().judge(task, notice).outcome) << before;
    context = notice;
    context.reply_to = before;
    EXPECT_GE(shared_filter().judge(task, context).outcome, shared_filter().judge(task, notice).outcome) << before;
  }
  EXPECT_NE(shared_filter().judge(task, notice).outcome, Outcome::allow);
}

TEST(Filter, NoSignInAnEarlierMessageHidesATask) {
  const std::string_view task = "明早抽背古诗三首";
  for (const std::string before : {"《", "、《", "《》？", "“", "（"}) {
    Context context = notice;
    context.earlier = {{true, 1, before}};
    EXPECT_EQ(shared_filter().judge(task, context), shared_filter().judge(task, notice)) << before;
    context = notice;
    context.reply_to = before;
    EXPECT_EQ(shared_filter().judge(task, context), shared_filter().judge(task, notice)) << before;
  }
  EXPECT_NE(shared_filter().judge(task, notice).outcome, Outcome::allow);
}

TEST(Filter, TheStepsOfWhatWasSaidBeforeSaveNoTask) {
  const std::string_view task = "今晚抄写第5课生字两遍，明早交";
  Context after = notice;
  std::string before;
  while (before.size() < 240) before += "好。";
  after.earlier = {{true, 1, before}};
  for (std::uint64_t steps = 64;; steps *= 2) {  // the fewest, within a factor of two, that do for the task alone
    ASSERT_LT(steps, StepBudget::usual);
    const Filter filter(Packs(), Completeness::complete, steps);
    if (filter.judge(task, notice).outcome != Outcome::block) continue;
    EXPECT_EQ(filter.judge(task, after).outcome, Outcome::block);
    EXPECT_TRUE(is_unjudged(filter.judge("明天降温，请多穿一件外套", after)));
    break;
  }
}

TEST(Filter, WhatWasSaidBeforeIsNoLessWhenItIsSaidAgain) {
  for (const std::string_view sample : samples) {
    Context again = notice;
    again.earlier = {{true, 1, std::string(sample)}};
    EXPECT_GE(shared_filter().judge(sample, again).outcome, shared_filter().judge(sample, notice).outcome) << sample;
  }
}

TEST(Filter, PositionsHoldWhateverIsPutBetweenTheCharacters) {
  for (const std::u32string_view between : {U" ", U"\u200b", U"😀", U"*", U"。", U"\n", U"𠮷", U"①"}) {
    for (const std::string_view sample : samples) {
      const std::u32string points = decode_utf8(sample);
      for (std::size_t step = 1; step < 4; ++step) {
        std::u32string spaced;
        for (std::size_t i = 0; i < points.size(); ++i) {
          spaced += points[i];
          if (i % step == 0) spaced += between;
        }
        expect_exact_positions(encode_utf8(spaced));
      }
    }
  }
}

TEST(Filter, SpacesAndEmojiBetweenTheCharactersDoNotChangeABlock) {
  for (const std::u32string_view between : {U" ", U"\u200b", U"😀", U"*"}) {
    std::u32string spaced;
    for (const char32_t point : decode_utf8("今晚抄写第五课生字两遍")) (spaced += point) += between;
    EXPECT_EQ(outcome(encode_utf8(spaced)), Outcome::block);
  }
}

TEST(Filter, QuotesTheWordsAsTheyWereWritten) {
  const Verdict verdict = judge({"😀今晚抄 寫第５課"});
  ASSERT_EQ(verdict.outcome, Outcome::block);
  EXPECT_EQ(verdict.findings[0].quote, "抄 寫第５課");
  EXPECT_EQ(verdict.findings[0].start, 3u);
  EXPECT_EQ(verdict.findings[0].end, 9u);
}

TEST(Filter, NothingToReadIsAllowed) {
  for (const std::string_view text : {"", " ", "\n\n", "😀😀", "。。。"})
    EXPECT_EQ(outcome(text), Outcome::allow) << text;
}

TEST(Filter, BrokenBytesAreJudgedAndNeverCrash) {
  EXPECT_EQ(outcome("\xff\xfe今晚抄写第5课\xe4\xbd"), Outcome::block);
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>((i * 197 + 13) & 0xFF);
  expect_exact_positions(bytes);
}

TEST(Filter, JudgesAMebibyte) {
  std::string text = "今晚语文：抄写第5课生字两遍，数学练习册P23-24，明早交。\n";
  EXPECT_EQ(outcome(text), Outcome::block);
  while (text.size() + 64 < (1u << 20)) text += "明天运动会，请穿校服。";
  EXPECT_EQ(outcome(text), Outcome::block);
}

TEST(Filter, BoundsWhatItReports) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "今晚抄写第5课。";
  const Verdict verdict = judge({text});
  EXPECT_EQ(verdict.outcome, Outcome::block);
  EXPECT_LE(verdict.findings.size(), 64u);
}

TEST(Filter, EveryVerdictNamesItsPack) { EXPECT_EQ(judge({"你好"}).pack_version, shared_filter().pack_version()); }

TEST(Filter, EveryKindSenderAndGradeIsJudged) {
  for (const Kind kind : {Kind::notice, Kind::letter, Kind::form, Kind::direct}) {
    for (const Sender sender : {Sender::school, Sender::head_teacher, Sender::subject_teacher, Sender::guardian}) {
      for (const char* grade : {"", "1", "9"}) {
        EXPECT_EQ(shared_filter().judge("今晚抄写第5课生字两遍", {kind, sender, grade}).outcome, Outcome::block);
        EXPECT_EQ(shared_filter().judge("明天运动会穿校服", {kind, sender, grade}).outcome, Outcome::allow);
      }
    }
  }
}

TEST(Review, ALawfulItemIsClearedWholeAndUnchanged) {
  const ItemText item{"春游", "明天8点集合", "", {"餐食"}, {"自带", "学校准备"}};
  const Judgement judgement = shared_filter().review(item, {Kind::form, Sender::school, "3"});
  const auto* cleared = std::get_if<Cleared>(&judgement);
  ASSERT_NE(cleared, nullptr);
  EXPECT_EQ(cleared->text(), item);
  EXPECT_EQ(cleared->context().grade, "3");
  EXPECT_EQ(cleared->verdict().outcome, Outcome::allow);
}

TEST(Review, AnUncertainItemIsHeldWithItsFindings) {
  const Judgement judgement = shared_filter().review({"", "表扬张三同学，今天主动扫地。", "", {}, {}}, notice);
  const auto* held = std::get_if<Held>(&judgement);
  ASSERT_NE(held, nullptr);
  EXPECT_FALSE(held->verdict().findings.empty());
  EXPECT_EQ(held->text().body, "表扬张三同学，今天主动扫地。");
}

TEST(Review, AViolationIsBlockedWhereverItHides) {
  const ItemText items[] = {
      {"今晚抄写第5课", "", "", {}, {}},   {"", "今晚抄写第5课", "", {}, {}},   {"", "", "今晚抄写第5课", {}, {}},
      {"", "", "", {"今晚抄写第5课"}, {}}, {"", "", "", {}, {"今晚抄写第5课"}},
  };
  for (const ItemText& item : items) {
    EXPECT_TRUE(std::holds_alternative<Blocked>(shared_filter().review(item, notice)));
  }
}

TEST(Review, PositionsReferToTheJoinedParts) {
  const ItemText item{"通知", "今晚抄写第5课生字两遍，明天检查", "说明", {"a"}, {"b"}};
  EXPECT_EQ(joined(item), "通知\n说明\n今晚抄写第5课生字两遍，明天检查\na\nb");
  const Judgement judgement = shared_filter().review(item, notice);
  const auto& finding = std::get<Blocked>(judgement).verdict.findings.at(0);
  const std::u32string points = decode_utf8(joined(item));
  EXPECT_EQ(encode_utf8(points.substr(finding.start, finding.end - finding.start)), finding.quote);
}

}  // namespace
}  // namespace jiaxin::policy
