// The configuration file: TOML in, TOML out.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/config.hpp"
#include "app/problem.hpp"

namespace jiaxin::app {

struct ConfigError {
  std::size_t line = 0;  // 0: of the file as a whole
  std::string key;       // e.g. listen.port, may be empty
  Words words;

  std::string text(std::string_view file) const;  // FILE:LINE: key: zh / en
};
using ConfigErrors = std::vector<ConfigError>;  // in order of lines

std::variant<Config, ConfigErrors> parse_config(std::string_view toml);
std::variant<Config, ConfigErrors> read_config(const std::filesystem::path& file);
// What settings contradict each other; also after the command line has changed some.
ConfigErrors check_together(const Config& config);

// Every setting with its documentation and value; secrets that are set are shown as ********.
std::string print_config(Config config);
// The same for the defaults, with a few words ahead: deploy/jiaxind.example.toml.
std::string sample_config();

}  // namespace jiaxin::app
