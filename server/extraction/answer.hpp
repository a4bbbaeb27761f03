#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "extraction/extraction.hpp"

// What the worker writes into its pipe: records of a tag, a length (4 bytes, little end first) and that many bytes.
// Text comes as it is read, so that a worker which is stopped has still told what it had.
namespace jiaxin::extraction {

enum class Tag : char {
  text = 'T',    // UTF-8
  ocr = 'O',     // UTF-8, read off a picture
  doubt = 'D',   // one byte
  format = 'F',  // one byte
  end = 'E',     // empty: the worker has come to its end
};

constexpr std::size_t max_text_bytes = std::size_t{768} << 10;

std::string record(Tag tag, std::string_view bytes);

// Puts an Extraction together from what comes in, which is not trusted: a worker that was taken over may write anything.
class AnswerReader {
 public:
  // False once the answer is broken or too long: nothing more is taken, and the worker is to be killed.
  bool take(std::string_view bytes);
  bool ended() const { return ended_; }
  void doubt(Doubt doubt);
  Extraction result() &&;

 private:
  bool take_record(Tag tag, std::string_view bytes);
  bool take_format(std::string_view bytes);
  bool append(std::string_view text, Means means);

  std::string pending_;
  Extraction extraction_;
  bool ended_ = false;
};

}  // namespace jiaxin::extraction
