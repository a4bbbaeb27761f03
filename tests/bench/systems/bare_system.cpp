#include "systems/bare_system.hpp"

#include "load/bare_client.hpp"
#include "load/failure.hpp"
#include "measure/cores.hpp"

namespace jiaxin::bench {

BareSystem::BareSystem(const std::filesystem::path& this_program) {
  const OnServerCore pinned;
  server_ = std::make_unique<demo::ChildProcess>(bell_, std::vector<std::string>{this_program, "--serve-bare"},
                                                 folder_.path() / "bare.log");
  const auto line = server_->first_line(std::chrono::seconds(10));
  expect(line.has_value(), "the bare loop listens");
  port_ = static_cast<std::uint16_t>(std::stoul(line->substr(line->rfind(':') + 1)));
}

boost::json::object BareSystem::promises() const {
  return {{"send_answered", "after send() to everybody; nothing is kept"},
          {"delivery", "bytes in a socket; whoever is away misses it"},
          {"transport", "TCP, no framing"}};
}

std::unique_ptr<Client> BareSystem::guardian(Loop& loop, std::size_t guardian, Hooks& hooks, Arrival) {
  return std::make_unique<BareClient>(loop, port_, guardian, hooks, BareClient::Part::subscriber);
}

std::unique_ptr<Client> BareSystem::staff(Loop& loop, std::size_t staff, Hooks& hooks) {
  return std::make_unique<BareClient>(loop, port_, staff, hooks, BareClient::Part::publisher);
}

}  // namespace jiaxin::bench
