#include "systems/jiaxin_system.hpp"

#include <memory>
#include <utility>

#include "load/failure.hpp"
#include "measure/cores.hpp"

namespace jiaxin::bench {

JiaxinSystem::JiaxinSystem(std::string name, const std::filesystem::path& program, const std::filesystem::path& data,
                           const SchoolSeed& seed)
    : name_(std::move(name)), seed_(seed), server_(bell_, program, folder_.path()), positions_(seed.guardians.size()) {
  std::filesystem::copy(data, folder_.path() / "data", std::filesystem::copy_options::recursive);
  const OnServerCore pinned;
  server_.start();
}

boost::json::object JiaxinSystem::promises() const {
  return {{"send_answered", "after fsync, with the policy verdict and one log event per guardian in one transaction"},
          {"delivery", "in a durable log first; pushed, acknowledged by the device, sent again after a reconnect"},
          {"transport", "WebSocket, masked client frames, no TLS"}};
}

std::unique_ptr<Client> JiaxinSystem::guardian(Loop& loop, std::size_t guardian, Hooks& hooks, Arrival arrival) {
  const auto follow =
      arrival == Arrival::resumes ? JiaxinClient::Follow::after_position : JiaxinClient::Follow::from_head;
  return std::make_unique<JiaxinClient>(loop, server_.port(), guardian, hooks, seed_, seed_.guardians[guardian],
                                        positions_[guardian], follow);
}

std::unique_ptr<Client> JiaxinSystem::staff(Loop& loop, std::size_t staff, Hooks& hooks) {
  return std::make_unique<JiaxinClient>(loop, server_.port(), staff, hooks, seed_, seed_.staff[staff], nowhere_,
                                        JiaxinClient::Follow::nothing);
}

void JiaxinSystem::settle(Loop& loop, Client& publisher, std::size_t guardians) {
  constexpr std::chrono::milliseconds between_questions{20};
  auto& teacher = dynamic_cast<JiaxinClient&>(publisher);
  const auto deadline = Clock::now() + patience;
  for (std::uint64_t delivered = 0; delivered < guardians; delivered = *teacher.delivered()) {
    expect(Clock::now() < deadline, "all acknowledgements are stored, but only " + std::to_string(delivered) + " are");
    loop.run_for(between_questions);
    teacher.ask_receipts();
    loop.run_until([&] { return teacher.delivered().has_value(); }, "receipts are given");
  }
}

}  // namespace jiaxin::bench
