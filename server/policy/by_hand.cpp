#include "policy/by_hand.hpp"

#include <stdexcept>

namespace jiaxin::policy {

Cleared release(ItemText item, const Context& context, const HandRelease& decision) {
  if (decision.overruled().outcome == Outcome::allow) throw std::invalid_argument("nothing to overrule");
  return Cleared(std::move(item), context, {Outcome::allow, {}, std::string(by_hand_version)});
}

}  // namespace jiaxin::policy
