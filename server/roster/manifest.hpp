// Which files a hand-over holds, and whether they are the ones manifest.csv promises.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "roster/problems.hpp"

namespace jiaxin::roster {

// File name to content.
using FileBytes = std::map<std::string_view, std::string_view>;

// Notes every way in which the files and manifest.csv disagree with each other or with OneRoster 1.2 bulk.
void check_manifest(const FileBytes& files, Problems& problems);

// True for files of the OneRoster 1.2 CSV binding and our guardianships.csv.
bool is_known_file(std::string_view file);

}  // namespace jiaxin::roster
