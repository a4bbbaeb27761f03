// The background threads that clients run on. A client without one makes its own, with one thread. Share a Runtime
// when one program opens many clients.
//
// Ownership: each Client keeps its Runtime alive. The last owner must not be let go inside a callback of the SDK.
// Threads: a client stays on one thread for life, so its callbacks never run at the same time as each other; the
// clients of one Runtime that share a thread wait for each other's callbacks.
#pragma once

#include <memory>

namespace jiaxin::client {

class Runtime {
 public:
  explicit Runtime(unsigned threads = 1);  // 0 counts as 1; throws std::system_error if no thread can be started
  ~Runtime();                              // stops and joins its threads
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;

  struct Impl;  // private to the SDK
  Impl& impl() { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace jiaxin::client
