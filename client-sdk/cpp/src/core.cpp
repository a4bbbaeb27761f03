#include "core.hpp"

#include <sodium.h>

#include <boost/asio/post.hpp>

#include "failures.hpp"

namespace jiaxin::client {
namespace {

double random_fraction() { return randombytes_uniform(1U << 30) / static_cast<double>(1U << 30); }
Time now() { return std::chrono::steady_clock::now(); }

}  // namespace

Core::Core(boost::asio::io_context& loop, Options options, Address address, Listener listener,
           std::unique_ptr<Store> store)
    : loop_(loop),
      address_(std::move(address)),
      listener_(std::move(listener)),
      store_(std::move(store)),
      machine_(options, *store_, random_fraction),
      timer_(loop) {}

bool Core::submit(Task task) {
  const std::lock_guard guard(tasks_mutex_);
  if (!accepting_) return false;
  tasks_.push_back(std::move(task));
  post_drain();
  return true;
}

void Core::post_drain() {
  if (drain_posted_) return;
  drain_posted_ = true;
  boost::asio::post(loop_, [self = shared_from_this()] { self->drain(); });
}

void Core::drain() {
  busy_ = true;
  for (;;) {
    std::vector<Task> batch;
    {
      const std::lock_guard guard(tasks_mutex_);
      drain_posted_ = !tasks_.empty();
      if (tasks_.empty()) break;
      batch.swap(tasks_);
    }
    for (auto& task : batch) {
      task();
      carry_out();
    }
  }
  busy_ = false;
}

void Core::start() {
  submit([this] { machine_.start(now()); });
}

std::uint64_t Core::ask(Callback<v1::ServerFrame> done, std::function<void(std::uint64_t, Time)> put) {
  {
    const std::lock_guard guard(tasks_mutex_);
    if (accepting_) {
      const auto ticket = next_ticket_++;
      tasks_.push_back([this, ticket, done = std::move(done), put = std::move(put)]() mutable {
        asked_.emplace(ticket, std::move(done));
        put(ticket, now());
      });
      post_drain();
      return ticket;
    }
  }
  if (done) done(closed());
  return 0;
}

std::uint64_t Core::sign_in(v1::SignIn how, Callback<v1::ServerFrame> done) {
  return ask(std::move(done),
             [this, how = std::move(how)](std::uint64_t ticket, Time at) { machine_.sign_in(ticket, how, at); });
}

void Core::sign_out(Callback<v1::ServerFrame> done) {
  ask(std::move(done), [this](std::uint64_t ticket, Time at) { machine_.sign_out(ticket, at); });
}

std::uint64_t Core::request(v1::ClientFrame frame, Callback<v1::ServerFrame> done, Millis timeout) {
  return ask(std::move(done), [this, frame = std::move(frame), timeout](std::uint64_t ticket, Time at) {
    machine_.request(ticket, frame, timeout, at);
  });
}

void Core::cancel(std::uint64_t ticket) {
  submit([this, ticket] { machine_.cancel(ticket, now()); });
}

void Core::refuse(Callback<v1::ServerFrame> done, Failure why) {
  if (!submit([done, why] { done(why); })) done(closed());
}

void Core::close() {
  {
    const std::lock_guard guard(tasks_mutex_);
    if (accepting_) {
      accepting_ = false;
      tasks_.push_back([this] { finish(); });
      post_drain();
    }
  }
  if (!on_loop_thread()) return finished_.wait();
  if (!busy_) drain();  // in a callback of another client on the same thread
}

// The last task: after it nothing is called any more.
void Core::finish() {
  machine_.close(now());
  carry_out();
  timer_.cancel();
  listener_ = {};
  {
    const std::lock_guard guard(settle_mutex_);
    settle_closed_ = true;
    for (auto& [id, promise] : promises_) promise.promise.set_value(closed());
    promises_.clear();
  }
  finished_promise_.set_value();
}

ConnectionState Core::state() const {
  const std::lock_guard guard(status_mutex_);
  return state_;
}

Outcome<Done> Core::wait_for(const std::function<bool(ConnectionState, bool)>& reached, Millis limit) {
  std::unique_lock lock(status_mutex_);
  const auto until = now() + limit;
  while (!reached(state_, caught_up_)) {
    if (state_ == ConnectionState::closed) return closed();
    if (state_ == ConnectionState::needs_sign_in) return last_failure_.value_or(not_signed_in());
    if (state_ == ConnectionState::superseded) return superseded();
    if (status_changed_.wait_until(lock, until) == std::cv_status::timeout && !reached(state_, caught_up_))
      return last_failure_.value_or(timed_out());
  }
  return Done{};
}

}  // namespace jiaxin::client
