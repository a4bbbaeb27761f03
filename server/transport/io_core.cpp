#include "transport/io_core.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <mutex>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "observe/thread_name.hpp"

namespace jiaxin::transport {
namespace {

namespace asio = boost::asio;
using Time = std::chrono::steady_clock::time_point;

struct Later {
  Time at;
  std::uint64_t order;  // equal times run in the order in which they were asked for
  std::function<void()> task;
  bool operator<(const Later& other) const { return std::tie(other.at, other.order) < std::tie(at, order); }
};

thread_local const void* running = nullptr;  // the loop whose thread this is

}  // namespace

// One wake of the loop drains the whole inbox, so that posting is a lock and a push for all but the first.
struct IoCore::Loop {
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
  asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>,
                             asio::io_context::executor_type>
      timer{context};
  std::thread thread;

  std::mutex mutex;
  std::vector<std::function<void()>> inbox;
  bool drain_is_posted = false;

  std::vector<std::function<void()>> draining;  // this and what follows: on the core's thread only
  std::vector<Later> later;                     // a heap, the earliest in front
  std::uint64_t asked = 0;
  Time armed_for = Time::max();

  void post(std::function<void()> task) {
    {
      const std::lock_guard lock(mutex);
      inbox.push_back(std::move(task));
      if (std::exchange(drain_is_posted, true)) return;
    }
    asio::post(context, [this] { drain(); });
  }

  void drain() {
    {
      const std::lock_guard lock(mutex);
      draining.swap(inbox);
      drain_is_posted = false;
    }
    for (auto& task : draining) task();
    draining.clear();
    if (draining.capacity() > 4096) draining.shrink_to_fit();
  }

  void add(Later entry) {
    entry.order = asked++;
    later.push_back(std::move(entry));
    std::push_heap(later.begin(), later.end());
    arm();
  }

  void arm() {
    if (later.empty() || later.front().at >= armed_for) return;
    armed_for = later.front().at;
    timer.expires_at(armed_for);
    timer.async_wait([this](boost::system::error_code failed) {
      if (!failed) run_due();
    });
  }

  void run_due() {
    armed_for = Time::max();
    const Time now = std::chrono::steady_clock::now();
    while (!later.empty() && later.front().at <= now) {
      std::pop_heap(later.begin(), later.end());
      const auto task = std::move(later.back().task);
      later.pop_back();
      task();
    }
    arm();
  }
};

IoCore::IoCore() : loop_(std::make_unique<Loop>()) {}

IoCore::~IoCore() {
  stop();
  join();
}

void IoCore::post(std::function<void()> task) { loop_->post(std::move(task)); }

void IoCore::run_after(std::chrono::milliseconds delay, std::function<void()> task) {
  Later entry{now() + delay, 0, std::move(task)};
  if (running == loop_.get()) return loop_->add(std::move(entry));
  auto* loop = loop_.get();
  loop->post([loop, entry = std::move(entry)]() mutable { loop->add(std::move(entry)); });
}

std::chrono::steady_clock::time_point IoCore::now() const { return std::chrono::steady_clock::now(); }

void IoCore::start() {
  loop_->thread = std::thread([loop = loop_.get()] {
    running = loop;
    observe::name_thread("jiaxin-io");
    loop->context.run();
  });
}

void IoCore::stop() { loop_->context.stop(); }

void IoCore::join() {
  if (loop_->thread.joinable()) loop_->thread.join();
}

boost::asio::io_context& IoCore::context() { return loop_->context; }

}  // namespace jiaxin::transport
