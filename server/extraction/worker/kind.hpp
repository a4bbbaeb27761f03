#pragma once

#include <string_view>

namespace jiaxin::extraction {

// What a file is by its bytes; its name is not asked.
enum class FileKind { pdf, zip, old_office, png, jpeg, bmp, webp, tiff, maybe_text };

FileKind kind_of(std::string_view bytes);

bool is_picture(FileKind kind);

}  // namespace jiaxin::extraction
