// Debian's mosquitto, on a folder and a port of its own.
#pragma once

#include <memory>

#include "bell.hpp"
#include "child_process.hpp"
#include "seed/school_seed.hpp"
#include "systems/system.hpp"
#include "temp_folder.hpp"

namespace jiaxin::bench {

class MosquittoSystem final : public System {
 public:
  // qos of those who only follow new events; who resumes has QoS 1 and a kept session in any case.
  MosquittoSystem(const Sizes& sizes, int qos);
  static bool is_installed();

  std::string name() const override { return "mosquitto-qos" + std::to_string(qos_); }
  boost::json::object promises() const override;
  pid_t process() const override { return server_->pid(); }
  std::unique_ptr<Client> guardian(Loop& loop, std::size_t guardian, Hooks& hooks, Arrival arrival) override;
  std::unique_ptr<Client> staff(Loop& loop, std::size_t staff, Hooks& hooks) override;

 private:
  std::vector<std::string> topics_of(std::size_t guardian) const;

  const Sizes& sizes_;
  int qos_;
  demo::TempFolder folder_;
  demo::Bell bell_;
  std::unique_ptr<demo::ChildProcess> server_;
  std::uint16_t port_ = 0;
};

}  // namespace jiaxin::bench
