// A folder of OneRoster CSV files, and the pieces in which it goes to the server.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <vector>

#include "jiaxin/v1/roster.pb.h"
#include "result.hpp"

namespace jiaxin::cli {

inline constexpr std::size_t max_piece_bytes = 48 * 1024;

// The folder's *.csv files (not those of folders within), by name. Refused if there are none.
Result<std::vector<std::filesystem::path>> csv_files(const std::filesystem::path& folder);

// Gives each piece to `put` in order, from offset 0; an empty file is one empty piece. Stops at the first refusal.
using PutPiece = std::function<Result<Nothing>(v1::PutRosterPiece)>;
Result<Nothing> for_each_piece(const std::filesystem::path& file, const v1::MemberRef& member, const PutPiece& put);

}  // namespace jiaxin::cli
