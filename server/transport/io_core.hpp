// A thread with an io_context of its own. Owned by the application, which starts the cores after everything that
// posts to them stands, and joins them before it goes.
#pragma once

#include <cstddef>
#include <memory>

#include "delivery/core.hpp"

namespace boost::asio {
class io_context;
}

namespace jiaxin::transport {

class IoCore final : public delivery::Core {
 public:
  IoCore();
  ~IoCore() override;  // stops and joins; tasks that have not run are dropped unrun
  IoCore(const IoCore&) = delete;
  IoCore& operator=(const IoCore&) = delete;

  void post(std::function<void()> task) override;
  void run_after(std::chrono::milliseconds delay, std::function<void()> task) override;
  std::chrono::steady_clock::time_point now() const override;

  void start();
  void stop();  // any thread; what runs now is finished, nothing after it
  void join();

  boost::asio::io_context& context();  // for the transport's own sockets

 private:
  struct Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace jiaxin::transport
