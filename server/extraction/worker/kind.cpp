#include "worker/kind.hpp"

namespace jiaxin::extraction {
namespace {

using namespace std::literals;

struct Mark {
  std::string_view bytes;
  FileKind kind;
};

constexpr Mark marks[] = {
    {"PK\x03\x04"sv, FileKind::zip},
    {"PK\x05\x06"sv, FileKind::zip},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, FileKind::old_office},
    {"\x89PNG\r\n\x1A\n"sv, FileKind::png},
    {"\xFF\xD8\xFF"sv, FileKind::jpeg},
    {"BM"sv, FileKind::bmp},
    {"II*\0"sv, FileKind::tiff},
    {"MM\0*"sv, FileKind::tiff},
};

bool is_webp(std::string_view bytes) { return bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP"); }

// Readers of PDF look for its mark within the first kilobyte.
bool is_pdf(std::string_view bytes) { return bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos; }

// Two letters are little: the header's reserved bytes must be 0, too.
bool is_bmp(std::string_view bytes) { return bytes.size() > 26 && bytes.substr(6, 4) == "\0\0\0\0"sv; }

}  // namespace

FileKind kind_of(std::string_view bytes) {
  for (const Mark& mark : marks)
    if (bytes.starts_with(mark.bytes) && (mark.kind != FileKind::bmp || is_bmp(bytes))) return mark.kind;
  if (is_webp(bytes)) return FileKind::webp;
  if (is_pdf(bytes)) return FileKind::pdf;
  return FileKind::maybe_text;
}

bool is_picture(FileKind kind) {
  return kind == FileKind::png || kind == FileKind::jpeg || kind == FileKind::bmp || kind == FileKind::webp ||
         kind == FileKind::tiff;
}

}  // namespace jiaxin::extraction
