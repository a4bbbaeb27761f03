// Where a profile keeps its state: $XDG_STATE_HOME/jiaxin/<profile>/state.db. One profile is one signed-in device.
#pragma once

#include <filesystem>
#include <string>

#include "result.hpp"

namespace jiaxin::cli {

// Letters, digits, '.', '_' and '-', at most 64, and not a folder's name for itself (., ..).
bool is_profile_name(const std::string& name);

// Pure: `xdg_state_home` counts when it is absolute, otherwise `home`/.local/state.
Result<std::filesystem::path> state_file(const std::string& profile, const std::string& xdg_state_home,
                                         const std::string& home);

// From this process's environment; makes the folders above the profile's, for this user only.
Result<std::filesystem::path> prepare_state_file(const std::string& profile);

// As the person's list of devices shows it: this program and the host, at most 64 bytes.
std::string device_name();

}  // namespace jiaxin::cli
