#include "ledger.hpp"

#include <algorithm>

namespace jiaxin::stage {

Promises::ByMessage& Promises::by(Outcome outcome) {
  return outcome == v1::SendResult::kHeld ? held : outcome == v1::SendResult::kBlocked ? blocked : stored;
}

const Told* Promises::find(std::uint64_t message) const {
  for (const auto* told : {&stored, &held, &blocked})
    if (const auto found = told->find(message); found != told->end()) return found->second.get();
  return nullptr;
}

std::map<std::string, std::size_t> Promises::counts() const {
  const auto ruled = [&](v1::Ruling ruling) {
    return static_cast<std::size_t>(std::count_if(rulings.begin(), rulings.end(),
                                                  [&](const auto& each) { return each.second->ruling() == ruling; }));
  };
  const auto waiting = static_cast<std::size_t>(std::count_if(
      held.begin(), held.end(), [&](const auto& each) { return rulings_started.count(each.first) == 0; }));
  std::size_t decided = 0;
  for (const auto& [guardian, given] : answers) decided += given.size();
  return {{"stored", stored.size()},
          {"held", held.size()},
          {"held and waiting", waiting},
          {"blocked", blocked.size()},
          {"asked about", asked.size()},
          {"released", ruled(v1::RULING_RELEASE)},
          {"refused", ruled(v1::RULING_REFUSE)},
          {"consent answers", decided},
          {"receipts", receipts.size()},
          {"read", read.size()},
          {"rosters", rosters},
          {"sign-ups", sign_ups}};
}

bool Promises::has_every_kind() const {
  const auto all = counts();
  return std::all_of(all.begin(), all.end(), [](const auto& kind) { return kind.second > 0; });
}

}  // namespace jiaxin::stage
