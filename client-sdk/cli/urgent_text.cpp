#include "urgent_text.hpp"

#include "clean_text.hpp"

namespace jiaxin::cli {
namespace {

std::string slot_text(const v1::UrgentSlotForm& slot) {
  std::string choices;
  for (const auto& choice : slot.choices()) choices += (choices.empty() ? "" : "、") + choice;
  return "  --slot " + slot.name() + "=…  " + (choices.empty() ? slot.form_zh() + " / " + slot.form_en() : choices);
}

}  // namespace

std::string urgent_text(const v1::UrgentTemplates& templates) {
  std::string text;
  for (const auto& form : templates.templates()) {
    text += clean_line("--template " + form.id() + "  " + form.title_zh() + " " + form.title_en()) + "\n";
    text += "  " + clean_line(form.body_zh()) + "\n  " + clean_line(form.body_en()) + "\n";
    for (const auto& slot : form.slots()) text += clean_line(slot_text(slot)) + "\n";
    text += "\n";
  }
  return text;
}

json::object urgent_json(const v1::UrgentTemplates& templates) {
  json::array listed;
  for (const auto& form : templates.templates()) {
    json::array slots;
    for (const auto& slot : form.slots()) {
      json::array choices;
      for (const auto& choice : slot.choices()) choices.push_back(json_text(choice));
      slots.push_back(json::object{{"name", json_text(slot.name())},
                                   {"form_zh", json_text(slot.form_zh())},
                                   {"form_en", json_text(slot.form_en())},
                                   {"choices", std::move(choices)}});
    }
    listed.push_back(json::object{{"id", json_text(form.id())},
                                  {"title_zh", json_text(form.title_zh())},
                                  {"title_en", json_text(form.title_en())},
                                  {"body_zh", json_text(form.body_zh())},
                                  {"body_en", json_text(form.body_en())},
                                  {"slots", std::move(slots)}});
  }
  return {{"templates", std::move(listed)}};
}

}  // namespace jiaxin::cli
