#include "policy/urgent.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "policy/filter.hpp"

namespace jiaxin::policy {
namespace {

using FaultKind = UrgentFault::Kind;

// A value that fits the slot.
std::string fitting(const UrgentSlot& slot, std::mt19937& random) {
  const auto pick = [&](unsigned least, unsigned most) {
    return std::to_string(least + random() % (most - least + 1));
  };
  switch (slot.form) {
    case SlotForm::date: return pick(1, 12) + "-" + pick(1, 28);
    case SlotForm::time: return pick(0, 23) + ":" + pick(0, 59);
    case SlotForm::minutes: return std::to_string(5 * (1 + random() % 36));
    case SlotForm::bus: return pick(1, 99);
    case SlotForm::klass: return pick(1, 9) + "-" + pick(1, 40);
    case SlotForm::choice: return std::string(slot.choices[random() % slot.choices.size()].zh);
  }
  return {};
}

UrgentRequest request_for(const UrgentTemplate& form, std::mt19937& random, bool with_english = true) {
  UrgentRequest request{std::string(form.id), {}, with_english};
  for (const auto& slot : form.slots) request.slots.emplace_back(slot.name, fitting(slot, random));
  return request;
}

FaultKind fault_of(const UrgentRequest& request) {
  const auto made = clear_urgent(request);
  const auto* fault = std::get_if<UrgentFault>(&made);
  EXPECT_TRUE(fault) << std::get<Cleared>(made).text().body;
  return fault ? fault->kind : FaultKind::no_such_template;
}

TEST(Urgent, FillsItsSlotsAndIsClearedAsItStands) {
  const auto made = clear_urgent({"early-dismissal", {{"place", "学校东门"}, {"date", "12-01"}, {"time", "14:05"}}});
  const auto& cleared = std::get<Cleared>(made);
  EXPECT_EQ(cleared.text().title, "【紧急】提前放学");
  EXPECT_EQ(cleared.text().body, "12月1日提前到14:05放学，请到学校东门接孩子。不能来接的，孩子留在学校，有老师看护。");
  EXPECT_EQ(cleared.verdict().outcome, Outcome::allow);
  EXPECT_EQ(cleared.verdict().pack_version, urgent_version);
}

TEST(Urgent, AddsTheEnglishWordsIfAsked) {
  const auto made = clear_urgent({"bus-late", {{"bus", "3"}, {"minutes", "20"}}, true});
  const auto& text = std::get<Cleared>(made).text();
  EXPECT_EQ(text.title, "【紧急】校车晚点 School bus late");
  EXPECT_EQ(text.body,
            "3号校车晚点约20分钟，请在站点安全处等候。\nSchool bus 3 is about 20 minutes late. Please wait in a safe "
            "place at the stop.");
}

TEST(Urgent, EveryTemplateFillsAllItsSlotsInBothLanguages) {
  std::mt19937 random(7);
  for (const auto& form : urgent_templates()) {
    const auto made = clear_urgent(request_for(form, random));
    const auto& text = std::get<Cleared>(made).text();
    EXPECT_THAT(text.body, testing::Not(testing::HasSubstr("{"))) << form.id;
    for (const auto& slot : form.slots) {
      const auto mark = "{" + std::string(slot.name) + "}";
      EXPECT_NE(form.body_zh.find(mark), form.body_zh.npos) << form.id << mark;
      EXPECT_NE(form.body_en.find(mark), form.body_en.npos) << form.id << mark;
    }
  }
}

TEST(Urgent, RefusesWhatDoesNotFitTheTemplate) {
  EXPECT_EQ(fault_of({"homework", {}}), FaultKind::no_such_template);
  EXPECT_EQ(fault_of({"bus-late", {{"bus", "3"}}}), FaultKind::slot_missing);
  EXPECT_EQ(fault_of({"bus-late", {{"bus", "3"}, {"minutes", "20"}, {"note", "x"}}}), FaultKind::no_such_slot);
  EXPECT_EQ(fault_of({"bus-late", {{"bus", "3"}, {"bus", "4"}, {"minutes", "20"}}}), FaultKind::slot_twice);
}

TEST(Urgent, RefusesValuesAtTheEdgeOfTheirForms) {
  const auto refused = [](const char* form, std::vector<std::pair<std::string, std::string>> slots) {
    return fault_of({form, std::move(slots)}) == FaultKind::not_of_its_form;
  };
  for (const auto* minutes : {"0", "4", "7", "185", "+5", "-5", " 5", "5 ", "5.0", "５", "0005", "1e2", ""})
    EXPECT_TRUE(refused("bus-late", {{"bus", "3"}, {"minutes", minutes}})) << minutes;
  for (const auto* date :
       {"13-01", "00-10", "2-30", "4-31", "11-32", "11-0", "1126", "11-26-", "11/26", "11-26页", "-"})
    EXPECT_TRUE(refused("closure", {{"date", date}, {"reason", "停电"}})) << date;
  for (const auto* time : {"24:00", "12:60", "12", "12:", "12:00:00", "12：00", "123:4"})
    EXPECT_TRUE(refused("all-safe", {{"date", "1-1"}, {"time", time}})) << time;
  for (const auto* of : {"0-1", "10-1", "3-0", "3-41", "3", "3(1)", "三-1"})
    EXPECT_TRUE(refused("illness", {{"class", of}, {"illness", "水痘"}})) << of;
}

// Words of people, homework among them, into every slot of every template: none gets through.
TEST(Urgent, NoSlotTakesAnyTextOfTheTrainingPart) {
  std::mt19937 random(11);
  std::ifstream file(std::string(JIAXIN_SOURCE_DIR) + "/server/policy/training/texts/a.jsonl");
  std::size_t tried = 0;
  for (std::string line; std::getline(file, line);) {
    const auto begin = line.find("\"text\": \"") + 9;
    const auto text = line.substr(begin, line.find('"', begin) - begin);
    for (const auto& form : urgent_templates())
      for (std::size_t i = 0; i < form.slots.size(); ++i)
        for (const auto& words : {text, text.substr(0, 6), "{" + std::string(form.slots[i].name) + "}" + text}) {
          auto request = request_for(form, random);
          request.slots[i].second = words;
          EXPECT_EQ(fault_of(request), FaultKind::not_of_its_form) << form.id;
          ++tried;
        }
  }
  EXPECT_GT(tried, 10'000U);
}

// What can be filled in at all says nothing that the filter would mind.
TEST(Urgent, WhateverIsFilledInTheFilterFindsNothing) {
  const Filter filter;
  std::mt19937 random(13);
  for (int round = 0; round < 200; ++round)
    for (const auto& form : urgent_templates())
      for (const bool with_english : {false, true}) {
        const auto made = clear_urgent(request_for(form, random, with_english));
        const auto& cleared = std::get<Cleared>(made);
        const auto verdict = filter.judge(joined(cleared.text()), cleared.context());
        EXPECT_EQ(verdict.outcome, Outcome::allow) << joined(cleared.text()) << verdict.findings.front().rule;
      }
}

}  // namespace
}  // namespace jiaxin::policy
