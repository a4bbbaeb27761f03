// The configuration after the command line has had its say.
#pragma once

#include <cstdint>
#include <optional>

#include "app/command_line.hpp"
#include "app/config_file.hpp"

namespace jiaxin::app {

// nullopt: it is wrong, and standard error says where.
std::optional<Config> effective_config(const CommonOptions& common, std::optional<std::int64_t> port);
// The same, for commands that need a data directory.
std::optional<Config> config_with_directory(const CommonOptions& common, std::optional<std::int64_t> port);

}  // namespace jiaxin::app
