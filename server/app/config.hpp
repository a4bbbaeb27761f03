// What jiaxind can be told by its configuration file. What each setting means stands in settings.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace jiaxin::app {

using StringList = std::vector<std::string>;

struct Config {
  struct Listen {
    std::string host = "127.0.0.1";
    std::int64_t port = 8480;
    bool behind_proxy = false;
    StringList allowed_hosts;
    StringList allowed_origins;
    std::int64_t max_connections = 16384;
  } listen;
  struct Timeouts {
    std::int64_t handshake_ms = 10'000;
    std::int64_t sign_in_ms = 10'000;
    std::int64_t ping_interval_ms = 45'000;
    std::int64_t write_stall_ms = 20'000;
    std::int64_t close_ms = 2'000;
    std::int64_t drain_ms = 10'000;
  } timeouts;
  struct SignIn {
    std::string code_pepper;
    std::int64_t argon2_memory_kib = 65536;
    std::int64_t argon2_passes = 2;
    std::int64_t workers = 2;
    std::int64_t max_waiting = 256;
  } sign_in;
  struct Storage {
    std::string directory;
    std::int64_t readers = 2;
  } storage;
  struct Policy {
    StringList packs;
    std::int64_t blocked_text_days = 30;
  } policy;
  struct Server {
    std::int64_t io_threads = 0;
    std::string log_level = "info";
  } server;
};

}  // namespace jiaxin::app
