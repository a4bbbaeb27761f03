#include "delivery/fan_out.hpp"

namespace jiaxin::delivery {

void FanOut::publish(ports::Published event) {
  const auto shared = std::make_shared<const ports::Published>(std::move(event));
  for (const auto& place : places_) place.core->post([hub = place.hub, shared] { hub->deliver(shared); });
}

void FanOut::push(domain::MemberKey member, std::string frame) {
  const auto shared = std::make_shared<const std::string>(std::move(frame));
  for (const auto& place : places_) place.core->post([hub = place.hub, member, shared] { hub->push(member, shared); });
}

void FanOut::end(std::vector<domain::DeviceSessionId> devices, codec::CloseCode code) {
  if (devices.empty()) return;
  const auto shared = std::make_shared<const std::vector<domain::DeviceSessionId>>(std::move(devices));
  for (const auto& place : places_) place.core->post([hub = place.hub, shared, code] { hub->end(*shared, code); });
}

}  // namespace jiaxin::delivery
