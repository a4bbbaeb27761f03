#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

// Why what was read of a file is not, or may not be, all that a person sees in it.
namespace jiaxin::extraction {

// The values are what the worker writes to the server.
enum class Doubt : std::uint8_t {
  unknown_kind = 1,    // of a kind that is not read
  old_office = 2,      // DOC, XLS, PPT, or a DOCX with a password: both look alike from outside
  locked = 3,          // needs a password
  broken = 4,          // does not follow its own format
  too_large = 5,       // bytes, pixels, pages, parts or characters above a limit
  out_of_time = 6,     //
  reader_failed = 7,   // the worker was killed, crashed or answered nonsense
  no_reader = 8,       // the worker cannot be started
  unsure = 9,          // OCR read something, not surely enough
  no_words = 10,       // OCR found no words in a picture
  unread_ink = 11,     // beside the words that were read stand strokes that were not
  not_all_read = 12,   // holds pictures, files or pages of a kind that is not read
  nothing_found = 13,  // a document in which neither words nor pictures were found
  misnamed = 14,       // its name promises another kind, which would show it in another way
  moving = 15,         // works out by a program of its own, or on a click, what it shows
};

struct DoubtText {
  std::string_view id;  // "unknown-kind"
  std::string_view zh;  // for a teacher: what is wrong and what to do
  std::string_view en;
};

const DoubtText& describe(Doubt doubt);
std::optional<Doubt> doubt_of(std::uint8_t value);

}  // namespace jiaxin::extraction
