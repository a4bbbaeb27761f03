#include "policy/terms/item.hpp"

#include <string_view>

namespace jiaxin::policy {

Audience audience_of(const Context& context) { return context.kind == Kind::direct ? Audience::one : context.audience; }

Stage stage_of(const Context& context) {
  if (context.grade.empty()) return context.stage;
  return context.grade < "7" ? Stage::primary : Stage::junior;
}

std::string joined(const ItemText& item) {
  std::string text;
  const auto add = [&text](std::string_view part) {
    if (part.empty()) return;
    if (!text.empty()) text += '\n';
    text += part;
  };
  add(item.title);
  add(item.purpose);
  add(item.body);
  for (const std::string& label : item.labels) add(label);
  for (const std::string& option : item.options) add(option);
  return text;
}

}  // namespace jiaxin::policy
