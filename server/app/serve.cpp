#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>

#include "app/commands.hpp"
#include "app/effective_config.hpp"
#include "app/process.hpp"
#include "app/wiring.hpp"
#include "observe/log.hpp"
#include "observe/protobuf_log.hpp"

namespace jiaxin::app {
namespace {

observe::Level level_of(const std::string& name) {
  if (name == "debug") return observe::Level::debug;
  if (name == "warn") return observe::Level::warn;
  if (name == "error") return observe::Level::error;
  return observe::Level::info;
}

bool announce(const transport::BoundEndpoint& bound) {
  const bool v6 = bound.host.find(':') != std::string::npos;
  std::printf(v6 ? "listening [%s]:%u\n" : "listening %s:%u\n", bound.host.c_str(), static_cast<unsigned>(bound.port));
  return std::fflush(stdout) == 0;
}

ExitCode failed(const Problem& problem) {
  print_problem(problem.words);
  return problem.code;
}

}  // namespace

ExitCode serve(const Serve& command, Fsync fsync) {
  const auto config = config_with_directory(command.common, command.port);
  if (!config) return exit_usage;
  observe::start_logging(level_of(config->server.log_level));
  observe::silence_protobuf();
  const Signals signals;  // before there are other threads
  const auto descriptors = raise_descriptor_limit();
  if (descriptors < static_cast<std::uint64_t>(config->listen.max_connections) + 100)
    observe::log_warn("server.few_descriptors",
                      {{"limit", descriptors}, {"max_connections", config->listen.max_connections}});

  std::atomic<bool> storage_failed = false;
  const auto on_fatal = [&](const std::string& why) {
    print_problem({"存储失败，服务器即将停止：" + why, "storage failed, the server stops: " + why});
    storage_failed = true;
    Signals::raise_stop();
  };
  auto built = Wiring::build(*config, config->storage.directory, on_fatal, fsync);
  if (const auto* problem = std::get_if<Problem>(&built)) return failed(*problem);
  auto& wiring = *std::get<std::unique_ptr<Wiring>>(built);
  const auto started = wiring.start();
  if (const auto* problem = std::get_if<Problem>(&started)) return failed(*problem);
  if (!announce(std::get<transport::BoundEndpoint>(started))) observe::log_warn("server.nobody_reads_stdout");
  while (signals.wait() == Signals::Wish::reload) wiring.reload_packs();
  observe::log_info("server.stopping");
  wiring.stop();
  return storage_failed ? exit_storage_failed : exit_ok;
}

}  // namespace jiaxin::app
