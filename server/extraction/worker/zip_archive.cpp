#include "worker/zip_archive.hpp"

#include <zip.h>

#include <algorithm>
#include <array>

namespace jiaxin::extraction {
namespace {

constexpr std::size_t max_entries = 4096;
constexpr std::size_t max_entry_bytes = std::size_t{32} << 20;
constexpr std::size_t max_unpacked_bytes = std::size_t{96} << 20;

struct FileCloser {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

zip_t* open(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive == nullptr && source != nullptr) zip_source_free(source);
  zip_error_fini(&error);
  if (archive == nullptr) throw BrokenFile("no ZIP directory");
  return archive;
}

}  // namespace

void ZipArchive::Closer::operator()(zip* archive) const { zip_discard(archive); }

ZipArchive::ZipArchive(std::string_view bytes) : archive_(open(bytes)), left_(max_unpacked_bytes) {
  const auto count = zip_get_num_entries(archive_.get(), 0);
  if (count < 0 || static_cast<std::size_t>(count) > max_entries) throw TooLarge("entries");
  for (zip_int64_t i = 0; i < count; ++i) {
    const char* entry = zip_get_name(archive_.get(), static_cast<zip_uint64_t>(i), ZIP_FL_ENC_GUESS);
    if (entry == nullptr) throw BrokenFile("an entry without a name");
    names_.emplace_back(entry);
  }
}

bool ZipArchive::has(std::string_view name) const {
  return std::find(names_.begin(), names_.end(), name) != names_.end();
}

std::string ZipArchive::unpack(std::size_t entry) {
  const auto index = static_cast<zip_uint64_t>(entry);
  zip_stat_t about;
  if (zip_stat_index(archive_.get(), index, 0, &about) == 0 && (about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
      about.encryption_method != ZIP_EM_NONE)
    throw Locked("encrypted entry");
  const std::unique_ptr<zip_file_t, FileCloser> file(zip_fopen_index(archive_.get(), index, 0));
  if (!file) throw BrokenFile("an entry that cannot be opened");
  std::string bytes;
  std::array<char, 65536> block;
  for (;;) {
    const zip_int64_t got = zip_fread(file.get(), block.data(), block.size());
    if (got < 0) throw BrokenFile("an entry that cannot be unpacked");
    if (got == 0) return bytes;
    const auto size = static_cast<std::size_t>(got);
    if (size > left_ || bytes.size() + size > max_entry_bytes) throw TooLarge("unpacked bytes");
    left_ -= size;
    bytes.append(block.data(), size);
  }
}

}  // namespace jiaxin::extraction
