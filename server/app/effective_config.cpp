#include "app/effective_config.hpp"

#include <cstdio>

namespace jiaxin::app {

std::optional<Config> effective_config(const CommonOptions& common, std::optional<std::int64_t> port) {
  Config config;
  if (!common.config_file.empty()) {
    auto read = read_config(common.config_file);
    if (const auto* errors = std::get_if<ConfigErrors>(&read)) {
      for (const auto& error : *errors) std::fprintf(stderr, "%s\n", error.text(common.config_file).c_str());
      return std::nullopt;
    }
    config = std::get<Config>(std::move(read));
  }
  if (!common.directory.empty()) config.storage.directory = common.directory;
  if (port) config.listen.port = *port;
  return config;
}

std::optional<Config> config_with_directory(const CommonOptions& common, std::optional<std::int64_t> port) {
  auto config = effective_config(common, port);
  if (config && config->storage.directory.empty()) {
    print_problem({"请用 --data 指明数据目录，或在配置中设置 storage.directory",
                   "say with --data where the data directory is, or set storage.directory"});
    return std::nullopt;
  }
  return config;
}

}  // namespace jiaxin::app
