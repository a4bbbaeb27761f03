// A release jiaxind on a copy of the seeded school.
#pragma once

#include <filesystem>
#include <vector>

#include "bell.hpp"
#include "load/jiaxin_client.hpp"
#include "seed/school_seed.hpp"
#include "server_process.hpp"
#include "systems/system.hpp"
#include "temp_folder.hpp"

namespace jiaxin::bench {

class JiaxinSystem final : public System {
 public:
  // Starts it. `data` is copied; the seed outlives this.
  JiaxinSystem(std::string name, const std::filesystem::path& program, const std::filesystem::path& data,
               const SchoolSeed& seed);

  std::string name() const override { return name_; }
  boost::json::object promises() const override;
  pid_t process() const override { return server_.pid(); }
  std::string storing_thread() const override { return "jiaxin-writer"; }
  std::unique_ptr<Client> guardian(Loop& loop, std::size_t guardian, Hooks& hooks, Arrival arrival) override;
  std::unique_ptr<Client> staff(Loop& loop, std::size_t staff, Hooks& hooks) override;
  void settle(Loop& loop, Client& publisher, std::size_t guardians) override;

 private:
  std::string name_;
  const SchoolSeed& seed_;
  demo::TempFolder folder_;
  demo::Bell bell_;
  demo::ServerProcess server_;
  std::vector<LogPosition> positions_;
  LogPosition nowhere_;
};

}  // namespace jiaxin::bench
