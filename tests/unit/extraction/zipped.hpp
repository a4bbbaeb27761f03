#pragma once

#include <gtest/gtest.h>
#include <zip.h>

#include <map>
#include <string>

namespace jiaxin::extraction {

using Parts = std::map<std::string, std::string>;

inline std::string zipped(const Parts& parts, bool encrypted = false) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* out = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(out);
  zip_t* archive = zip_open_from_source(out, ZIP_TRUNCATE, &error);
  for (const auto& [name, bytes] : parts) {
    const auto index =
        zip_file_add(archive, name.c_str(), zip_source_buffer(archive, bytes.data(), bytes.size(), 0), 0);
    if (encrypted) zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256, "1234");
  }
  EXPECT_EQ(zip_close(archive), 0);
  zip_source_open(out);
  zip_stat_t about;
  zip_source_stat(out, &about);
  std::string bytes(about.size, '\0');
  zip_source_read(out, bytes.data(), bytes.size());
  zip_source_close(out);
  zip_source_free(out);
  return bytes;
}

}  // namespace jiaxin::extraction
