#include "policy/model/score_head.hpp"

#include "policy/model/whole_numbers.hpp"

namespace jiaxin::policy {
namespace {

constexpr std::size_t most_numbers = 512;  // the sum of them times joint weights stays within 32 bits

}  // namespace

ScoreHead::ScoreHead(const HeadTables& tables, std::size_t numbers)
    : share_(tables.share),
      base_(tables.base),
      joint_scale_(tables.joint_scale),
      joints_(tables.joints.begin(), tables.joints.end()),
      joint_bias_(tables.joint_bias),
      joint_share_(tables.joint_share) {
  require(numbers <= most_numbers && share_.size() == numbers);
  require(joints_.size() == joint_bias_.size() * numbers && joint_share_.size() == joint_bias_.size());
  require(finite(share_) && finite(joint_bias_) && finite(joint_share_) && finite(joint_scale_) && finite(base_));
}

double ScoreHead::score(std::span<const std::int16_t> numbers) const {
  double sum = 0;
  for (std::size_t at = 0; at < numbers.size(); ++at) sum += static_cast<double>(share_[at]) * numbers[at];
  for (std::size_t unit = 0; unit < joint_bias_.size(); ++unit) {
    const std::int32_t together = product(&joints_[unit * numbers.size()], numbers.data(), numbers.size());
    const double above = static_cast<double>(joint_bias_[unit]) * static_cast<double>(number_unit) +
                         static_cast<double>(joint_scale_) * together;
    if (above > 0) sum += static_cast<double>(joint_share_[unit]) * above;
  }
  return static_cast<double>(base_) + sum / static_cast<double>(number_unit);
}

}  // namespace jiaxin::policy
