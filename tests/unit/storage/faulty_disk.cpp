#include "faulty_disk.hpp"

#include <map>
#include <mutex>

namespace jiaxin::storage {
namespace {

struct Fault {
  std::atomic<int> countdown = 0;  // at 1 the next call fails; 0: none will
  std::atomic<int> code = SQLITE_OK;
  std::atomic<bool> forever = false, failed = false;

  int next() {
    if (failed && forever) return code;
    if (countdown == 0 || --countdown > 0) return SQLITE_OK;
    failed = true;
    return code;
  }
};

Fault writes, syncs;
sqlite3_vfs faulty;
sqlite3_vfs* real = nullptr;
decltype(sqlite3_io_methods::xWrite) real_write = nullptr;
decltype(sqlite3_io_methods::xSync) real_sync = nullptr;

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
  if (const int code = writes.next()) return code;
  return real_write(file, bytes, size, at);
}

int sync(sqlite3_file* file, int flags) {
  if (const int code = syncs.next()) return code;
  return real_sync(file, flags);
}

// The database and its log have methods of their own, which differ in locking only.
const sqlite3_io_methods* with_faults(const sqlite3_io_methods* methods) {
  static std::map<const sqlite3_io_methods*, sqlite3_io_methods> copies;
  real_write = methods->xWrite;
  real_sync = methods->xSync;
  auto& copy = copies.try_emplace(methods, *methods).first->second;
  copy.xWrite = write;
  copy.xSync = sync;
  return &copy;
}

std::mutex opening;

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  const int code = real->xOpen(real, name, file, flags, out_flags);
  if (code != SQLITE_OK) return code;
  const std::lock_guard lock(opening);
  file->pMethods = with_faults(file->pMethods);
  return SQLITE_OK;
}

}  // namespace

FaultyDisk::FaultyDisk() {
  real = sqlite3_vfs_find(nullptr);
  faulty = *real;
  faulty.zName = "faulty";
  faulty.pNext = nullptr;
  faulty.xOpen = open;
  mend();
  sqlite3_vfs_register(&faulty, 1);
}

FaultyDisk::~FaultyDisk() { sqlite3_vfs_unregister(&faulty); }

void FaultyDisk::fail(Call call, int nth, int code, bool forever) {
  Fault& fault = call == Call::write ? writes : syncs;
  fault.code = code;
  fault.forever = forever;
  fault.countdown = nth;
}

void FaultyDisk::mend() {
  for (Fault* fault : {&writes, &syncs}) {
    fault->countdown = 0;
    fault->forever = fault->failed = false;
  }
}

bool FaultyDisk::has_failed() const { return writes.failed || syncs.failed; }

}  // namespace jiaxin::storage
