#include "runtime_impl.hpp"

#include <algorithm>

namespace jiaxin::client {
namespace {

constexpr std::chrono::milliseconds farewell{300};

}  // namespace

Runtime::Impl::Loop::Loop() {
  thread = std::thread([this] {
    io.run();
    ended.set_value();
  });
}

Runtime::Impl::Loop::~Loop() {
  work.reset();
  ended.get_future().wait_for(farewell);
  io.stop();
  thread.join();
}

Runtime::Impl::Impl(unsigned threads) {
  for (unsigned i = 0; i < std::max(1U, threads); ++i) loops.push_back(std::make_unique<Loop>());
}

Runtime::Runtime(unsigned threads) : impl_(std::make_unique<Impl>(threads)) {}
Runtime::~Runtime() = default;

}  // namespace jiaxin::client
