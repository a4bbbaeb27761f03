// Where a report was made, so that nobody compares what cannot be compared.
#pragma once

#include <boost/json/object.hpp>

#include <filesystem>

namespace jiaxin::bench {

// Among others how long the disk under `folder` takes to append 4 KiB and sync.
boost::json::object machine(const std::filesystem::path& folder);

}  // namespace jiaxin::bench
