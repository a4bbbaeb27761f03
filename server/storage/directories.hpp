// The directories of all schools, in memory. Thread-safe: requests read, the writer swaps one after its commit.
#pragma once

#include <map>
#include <mutex>
#include <shared_mutex>

#include "storage/directory_loader.hpp"

namespace jiaxin::storage {

class Directories {
 public:
  void put(DirectoryPointer directory) {
    const std::unique_lock lock(mutex_);
    by_school_[directory->school().id] = std::move(directory);
  }

  DirectoryPointer find(domain::SchoolId school) const {
    const std::shared_lock lock(mutex_);
    const auto found = by_school_.find(school);
    return found == by_school_.end() ? nullptr : found->second;
  }

  std::vector<domain::SchoolInfo> schools() const {
    const std::shared_lock lock(mutex_);
    std::vector<domain::SchoolInfo> all;
    for (const auto& [id, directory] : by_school_) all.push_back(directory->school());
    return all;
  }

 private:
  mutable std::shared_mutex mutex_;
  std::map<domain::SchoolId, DirectoryPointer> by_school_;
};

}  // namespace jiaxin::storage
