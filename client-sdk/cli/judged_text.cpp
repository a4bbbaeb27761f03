#include "judged_text.hpp"

#include "policy/terms/item.hpp"
#include "words.hpp"

namespace jiaxin::cli {

std::string judged_text(const v1::Item& item) {
  policy::ItemText text;
  text.title = item.title();
  text.body = item.has_form() ? item.form().body() : item.body();
  text.purpose = item.form().purpose();
  if (item.has_form()) text.labels = {agree_label(item), decline_label(item)};
  for (const auto& option : item.slip().options()) text.options.push_back(option.label());
  return policy::joined(text);
}

}  // namespace jiaxin::cli
