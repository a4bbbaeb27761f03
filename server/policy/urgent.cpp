#include "policy/urgent.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace jiaxin::policy {
namespace {

// A value in both languages.
struct Words {
  std::string zh, en;
};

// Digits only, without a sign, at most `width` of them.
std::optional<unsigned> number(std::string_view text, std::size_t width) {
  if (text.empty() || text.size() > width || text.find_first_not_of("0123456789") != text.npos) return std::nullopt;
  unsigned value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

struct Pair {
  unsigned first, second;
};

std::optional<Pair> pair(std::string_view text, char between, std::size_t width) {
  const auto at = text.find(between);
  if (at == text.npos) return std::nullopt;
  const auto first = number(text.substr(0, at), width);
  const auto second = number(text.substr(at + 1), width);
  if (!first || !second) return std::nullopt;
  return Pair{*first, *second};
}

std::string two_digits(unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); }

std::optional<Words> date(std::string_view text) {
  constexpr std::array<unsigned, 12> days{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const auto day = pair(text, '-', 2);
  if (!day || day->first < 1 || day->first > days.size() || day->second < 1 || day->second > days[day->first - 1])
    return std::nullopt;
  return Words{std::to_string(day->first) + "月" + std::to_string(day->second) + "日",
               two_digits(day->first) + "-" + two_digits(day->second)};
}

std::optional<Words> time_of_day(std::string_view text) {
  const auto time = pair(text, ':', 2);
  if (!time || time->first > 23 || time->second > 59) return std::nullopt;
  const auto shown = two_digits(time->first) + ":" + two_digits(time->second);
  return Words{shown, shown};
}

std::optional<Words> within(std::string_view text, unsigned least, unsigned most, unsigned step) {
  const auto value = number(text, 3);
  if (!value || *value < least || *value > most || *value % step != 0) return std::nullopt;
  return Words{std::to_string(*value), std::to_string(*value)};
}

std::optional<Words> school_class(std::string_view text) {
  constexpr std::array<std::string_view, 9> grades{"一", "二", "三", "四", "五", "六", "七", "八", "九"};
  constexpr unsigned most_classes = 40;
  const auto where = pair(text, '-', 2);
  if (!where || where->first < 1 || where->first > grades.size() || where->second < 1 || where->second > most_classes)
    return std::nullopt;
  const auto class_number = std::to_string(where->second);
  return Words{std::string(grades[where->first - 1]) + "年级(" + class_number + ")班",
               "class " + std::to_string(where->first) + "-" + class_number};
}

std::optional<Words> chosen(std::string_view text, std::span<const SlotChoice> choices) {
  const auto found = std::find_if(choices.begin(), choices.end(), [&](const auto& one) { return one.zh == text; });
  if (found == choices.end()) return std::nullopt;
  return Words{std::string(found->zh), std::string(found->en)};
}

std::optional<Words> words_of(const UrgentSlot& slot, std::string_view value) {
  switch (slot.form) {
    case SlotForm::date: return date(value);
    case SlotForm::time: return time_of_day(value);
    case SlotForm::minutes: return within(value, 5, 180, 5);
    case SlotForm::bus: return within(value, 1, 99, 1);
    case SlotForm::klass: return school_class(value);
    case SlotForm::choice: return chosen(value, slot.choices);
  }
  return std::nullopt;
}

void fill(std::string& text, std::string_view name, std::string_view value) {
  const auto mark = "{" + std::string(name) + "}";
  for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at + value.size()))
    text.replace(at, mark.size(), value);
}

struct Bodies {
  std::string zh, en;
};

std::optional<UrgentFault> fill_slot(Bodies& bodies, const UrgentSlot& slot, const UrgentRequest& request) {
  const auto given = [&](const auto& pair) { return pair.first == slot.name; };
  const auto found = std::find_if(request.slots.begin(), request.slots.end(), given);
  const auto fault = [&](UrgentFault::Kind kind) { return UrgentFault{kind, std::string(slot.name)}; };
  if (found == request.slots.end()) return fault(UrgentFault::Kind::slot_missing);
  if (std::count_if(request.slots.begin(), request.slots.end(), given) > 1) return fault(UrgentFault::Kind::slot_twice);
  const auto words = words_of(slot, found->second);
  if (!words) return fault(UrgentFault::Kind::not_of_its_form);
  fill(bodies.zh, slot.name, words->zh);
  fill(bodies.en, slot.name, words->en);
  return std::nullopt;
}

std::optional<UrgentFault> find_stranger(const UrgentTemplate& form, const UrgentRequest& request) {
  for (const auto& given : request.slots)
    if (std::none_of(form.slots.begin(), form.slots.end(), [&](const auto& slot) { return slot.name == given.first; }))
      return UrgentFault{UrgentFault::Kind::no_such_slot, given.first};
  return std::nullopt;
}

}  // namespace

std::variant<Cleared, UrgentFault> clear_urgent(const UrgentRequest& request) {
  const auto all = urgent_templates();
  const auto form =
      std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == request.template_id; });
  if (form == all.end()) return UrgentFault{UrgentFault::Kind::no_such_template, {}};
  if (auto fault = find_stranger(*form, request)) return *fault;
  Bodies bodies{std::string(form->body_zh), std::string(form->body_en)};
  for (const auto& slot : form->slots)
    if (auto fault = fill_slot(bodies, slot, request)) return *fault;
  ItemText text;
  text.title = std::string("【紧急】").append(form->title_zh);
  text.body = std::move(bodies.zh);
  if (request.with_english) {
    text.title.append(" ").append(form->title_en);
    text.body.append("\n").append(bodies.en);
  }
  return Cleared(std::move(text), Context{}, {Outcome::allow, {}, std::string(urgent_version)});
}

}  // namespace jiaxin::policy
