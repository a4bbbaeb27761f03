#include "chosen_packs.hpp"

#include <ostream>
#include <utility>
#include <variant>

namespace jiaxin::cli {

std::optional<policy::Packs> chosen_packs(const std::vector<std::string>& files, std::ostream& err) {
  auto loaded = policy::load_packs(files);
  if (auto* packs = std::get_if<policy::Packs>(&loaded)) return std::move(*packs);
  for (const auto& error : std::get<policy::PackErrors>(loaded)) err << error.text() << '\n';
  return std::nullopt;
}

}  // namespace jiaxin::cli
