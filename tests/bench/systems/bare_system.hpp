// The bare send() loop, as a process of this same program.
#pragma once

#include <filesystem>

#include "bell.hpp"
#include "child_process.hpp"
#include "systems/system.hpp"
#include "temp_folder.hpp"

namespace jiaxin::bench {

class BareSystem final : public System {
 public:
  explicit BareSystem(const std::filesystem::path& this_program);

  std::string name() const override { return "bare"; }
  boost::json::object promises() const override;
  pid_t process() const override { return server_->pid(); }
  std::unique_ptr<Client> guardian(Loop& loop, std::size_t guardian, Hooks& hooks, Arrival arrival) override;
  std::unique_ptr<Client> staff(Loop& loop, std::size_t staff, Hooks& hooks) override;

 private:
  demo::TempFolder folder_;
  demo::Bell bell_;
  std::unique_ptr<demo::ChildProcess> server_;
  std::uint16_t port_ = 0;
};

}  // namespace jiaxin::bench
