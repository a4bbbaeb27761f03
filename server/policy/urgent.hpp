#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "policy/cleared.hpp"

// Urgent notices: fixed words with slots for a day, a time, a number, a class or one word of a short list. There is no
// slot for text, so none of them can carry homework, and they are cleared without a rule pack and without a Filter.
namespace jiaxin::policy {

enum class SlotForm {
  date,     // MM-DD, a day of the calendar
  time,     // HH:MM
  minutes,  // 5 to 180, in steps of 5
  bus,      // 1 to 99
  klass,    // GRADE-CLASS, 1-1 to 9-40
  choice,   // one of `choices`
};

struct SlotChoice {
  std::string_view zh;  // also what is given as the slot's value
  std::string_view en;
};

struct UrgentSlot {
  std::string_view name;
  SlotForm form;
  std::span<const SlotChoice> choices{};
};

// {name} stands where a slot's value comes.
struct UrgentTemplate {
  std::string_view id;
  std::string_view title_zh, title_en;
  std::string_view body_zh, body_en;
  std::span<const UrgentSlot> slots;
};

std::span<const UrgentTemplate> urgent_templates();

// What may stand in a slot, for the person.
std::string_view form_zh(SlotForm form);
std::string_view form_en(SlotForm form);

struct UrgentRequest {
  std::string template_id;
  std::vector<std::pair<std::string, std::string>> slots;  // name and value; every slot of the template, each once
  bool with_english = false;                               // the English words follow the Chinese ones
};

struct UrgentFault {
  enum class Kind { no_such_template, no_such_slot, slot_missing, slot_twice, not_of_its_form };
  Kind kind = Kind::no_such_template;
  std::string slot;  // its name, where there is one
};

inline constexpr std::string_view urgent_version = "urgent-1";

// Any thread; needs nothing else of this library; throws only std::bad_alloc.
std::variant<Cleared, UrgentFault> clear_urgent(const UrgentRequest& request);

}  // namespace jiaxin::policy
