#include "handlers/overturned_blocks.hpp"

#include <map>
#include <sstream>

#include "domain/rights.hpp"

namespace jiaxin::handlers {
namespace {

constexpr auto months_shown = std::chrono::months(24);
constexpr int most_counts = 1000;

struct Count {
  std::uint32_t released = 0, refused = 0;
};
using Month = std::chrono::year_month;
using Counts = std::map<std::pair<Month, std::string>, Count>;

Month month_of(domain::TimePoint at) {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(at));
  return day.year() / day.month();
}

std::string to_text(Month month) {
  const auto number = std::to_string(static_cast<unsigned>(month.month()));
  return std::to_string(static_cast<int>(month.year())) + (number.size() == 1 ? "-0" : "-") + number;
}

Counts counts_of(const std::vector<ports::DecidedBlock>& blocks) {
  Counts counts;
  for (const auto& block : blocks) {
    std::istringstream rules(block.rules);
    const auto add = [&](const std::string& rule) {
      auto& count = counts[{month_of(block.at), rule}];
      ++(block.released ? count.released : count.refused);
    };
    add("");
    for (std::string rule; std::getline(rules, rule);) add(rule);
  }
  return counts;
}

void reply_counts(const Reply& reply, const std::optional<std::vector<ports::DecidedBlock>>& blocks) {
  if (!blocks) return reply_error(reply, v1::ERROR_CODE_UNAVAILABLE);
  const auto counts = counts_of(*blocks);
  v1::ServerFrame frame;
  auto& told = *frame.mutable_overturned_blocks();
  for (auto at = counts.rbegin(); at != counts.rend() && told.counts_size() < most_counts; ++at) {
    auto& count = *told.add_counts();
    count.set_month(to_text(at->first.first));
    count.set_rule(at->first.second);
    count.set_released(at->second.released);
    count.set_refused(at->second.refused);
  }
  reply(std::move(frame));
}

}  // namespace

void get_overturned_blocks(const Services& services, const Caller& caller, const v1::GetOverturnedBlocks& request,
                           Reply reply) {
  const auto found = actor_of(services, caller, request.member());
  if (const auto* error = std::get_if<v1::Error>(&found)) return reply_error(reply, *error);
  const auto& actor = std::get<Actor>(found);
  if (!domain::may_manage(*actor.member, domain::Action::see_overturned))
    return reply_error(reply, v1::ERROR_CODE_FORBIDDEN, "只有督学和校长可以查看。",
                       "Only supervisors and principals see this.");
  const auto first = month_of(services.clock.now()) - months_shown;
  services.reviews.decided_blocks(actor.key.school, std::chrono::sys_days(first / 1),
                                  [reply](const auto& blocks) { reply_counts(reply, blocks); });
}

}  // namespace jiaxin::handlers
