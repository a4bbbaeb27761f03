// A real server on a free port of the loopback address, with a handler that says back what it hears and does a few
// things on request, and a journal of what happened to it.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "raw_client.hpp"
#include "transport/io_core.hpp"
#include "transport/server.hpp"

namespace jiaxin::transport::test {

class Journal {
 public:
  void note(std::string event);
  std::size_t count(std::string_view event) const;
  void wait_for(std::string_view event, std::size_t times = 1) const;  // throws after a minute

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::vector<std::string> events_;
};

// On hearing ...
//   close          closes with 1000 "bye"
//   many           sends 1000 numbered frames
//   pair           sends one frame of two parts
//   flood          sends 4000 frames of 64 KiB
//   last words     sends three frames, closes with 4409, sends one more
//   slow           wants no message until release_slow(), then answers
//   anything else  says it back
// It notes "open ADDRESS", "echoed", "closed", "stopping" (and closes with 1012 if told to), "heard while busy".
struct EchoOptions {
  bool closes_on_stopping = true;
};

class EchoServer {
 public:
  explicit EchoServer(std::function<void(ServerSettings&)> change = {}, EchoOptions options = {},
                      std::size_t cores = 1);
  ~EchoServer();

  std::uint16_t port() const { return port_; }
  Server& server() { return *server_; }
  const Journal& journal() const { return *journal_; }
  void release_slow();
  std::atomic<const char*> not_ready = "";  // the word for /readyz

 private:
  std::shared_ptr<Journal> journal_ = std::make_shared<Journal>();
  std::vector<std::unique_ptr<IoCore>> cores_;
  std::mutex mutex_;
  std::vector<std::function<void()>> slow_;
  std::unique_ptr<Server> server_;
  std::uint16_t port_ = 0;

  friend class EchoHandler;
};

}  // namespace jiaxin::transport::test
