#include "policy/terms/verdict.hpp"

namespace jiaxin::policy {

std::string_view name(Outcome outcome) {
  constexpr std::string_view names[] = {"allow", "hold", "block"};
  return names[static_cast<unsigned>(outcome)];
}

std::string_view name(Violation violation) {
  constexpr std::string_view names[] = {"V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8"};
  return names[static_cast<unsigned>(violation)];
}

}  // namespace jiaxin::policy
