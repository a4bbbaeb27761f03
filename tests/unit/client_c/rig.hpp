// A client of the C library with what it told. JSON, because this program must not hold the schema's C++ code beside
// the library's.
#pragma once

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "jiaxin/client.h"

namespace jiaxin::c::test {

inline constexpr const char* nowhere = "127.0.0.1:1";  // refuses at once
inline constexpr const char* bad_utf8 = "\xe5\xae";
inline constexpr std::chrono::seconds patience{30};

// Takes connections and never says a word.
class SilentServer {
 public:
  SilentServer() : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(bind(socket_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(listen(socket_, 16), 0);
    EXPECT_EQ(getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    url_ = "127.0.0.1:" + std::to_string(ntohs(address.sin_port));
  }
  ~SilentServer() { close(socket_); }
  SilentServer(const SilentServer&) = delete;
  SilentServer& operator=(const SilentServer&) = delete;
  const char* url() const { return url_.c_str(); }

 private:
  int socket_;
  std::string url_;
};

struct Free {
  void operator()(jx_options* options) const { jx_options_free(options); }
  void operator()(jx_failure* failure) const { jx_failure_free(failure); }
  void operator()(uint8_t* message) const { jx_free(message); }
};
using Options = std::unique_ptr<jx_options, Free>;
using FailurePtr = std::unique_ptr<jx_failure, Free>;

inline Options options_for(const char* url, jx_format format = JX_JSON) {
  Options options(jx_options_new());
  EXPECT_EQ(jx_options_set_server_url(options.get(), url), JX_OK);
  EXPECT_EQ(jx_options_set_format(options.get(), format), JX_OK);
  return options;
}

// Collects the ends of requests; `done` and `this` are given to them.
class Ends {
 public:
  static void done(void* self, const jx_failure* failure, const uint8_t*, size_t) {
    auto& ends = *static_cast<Ends*>(self);
    const std::lock_guard guard(ends.mutex_);
    ends.statuses_.push_back(jx_failure_status(failure));
    ends.fields_.emplace_back(jx_failure_field(failure));
    ends.changed_.notify_all();
  }
  std::vector<jx_status> after(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, patience, [&] { return statuses_.size() >= count; });
    return statuses_;
  }
  std::vector<std::string> fields() {
    const std::lock_guard guard(mutex_);
    return fields_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<jx_status> statuses_;
  std::vector<std::string> fields_;
};

// `heard` is called with every event, on the client's thread.
class Phone {
 public:
  using Heard = std::function<void(jx_client*, const jx_event*)>;
  explicit Phone(const char* url = nowhere, Heard heard = {}) : heard_(std::move(heard)) {
    const auto tell = [](void* self, const jx_event* event) {
      auto& phone = *static_cast<Phone*>(self);
      if (phone.heard_) phone.heard_(phone.client_, event);
    };
    EXPECT_EQ(jx_client_open(options_for(url).get(), tell, this, &client_, nullptr), JX_OK);
  }
  ~Phone() { EXPECT_EQ(jx_client_free(client_), JX_OK); }
  Phone(const Phone&) = delete;
  Phone& operator=(const Phone&) = delete;
  operator jx_client*() const { return client_; }

 private:
  Heard heard_;
  jx_client* client_ = nullptr;
};

inline const std::string receipts = R"({"getReceipts":{"member":{"schoolId":1,"memberId":2},"messageId":"3"}})";
inline const std::string notice =
    R"({"sendNotice":{"header":{"from":{"schoolId":1,"memberId":2},"to":{"classIds":[3]}},"title":"家长会","body":"周五"}})";

inline const uint8_t* bytes(const std::string& text) { return reinterpret_cast<const uint8_t*>(text.data()); }

inline jx_status ask(jx_client* client, const std::string& frame, Ends& ends, uint64_t* ticket = nullptr,
                     jx_failure** why = nullptr) {
  return jx_client_request(client, bytes(frame), frame.size(), 0, &Ends::done, &ends, ticket, why);
}

}  // namespace jiaxin::c::test
