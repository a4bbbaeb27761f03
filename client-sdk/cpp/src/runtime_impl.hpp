// The loops behind a Runtime: one io_context and one thread each.
#pragma once

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <future>
#include <memory>
#include <thread>
#include <vector>

#include "jiaxin/client/runtime.hpp"

namespace jiaxin::client {

struct Runtime::Impl {
  struct Loop {
    Loop();
    ~Loop();  // gives closing connections a moment, then stops

    boost::asio::io_context io{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{io.get_executor()};
    std::promise<void> ended;
    std::thread thread;
  };

  explicit Impl(unsigned threads);
  boost::asio::io_context& next() { return loops[turn++ % loops.size()]->io; }

  std::vector<std::unique_ptr<Loop>> loops;
  std::atomic<std::size_t> turn{0};
};

}  // namespace jiaxin::client
