#pragma once

#include <string>
#include <string_view>

#include "extraction/answer.hpp"

// Where readers put what they read.
namespace jiaxin::extraction {

// Takes text in any amount, keeps to the limit of the answer and to what the answer may contain, and writes it on.
class Sink {
 public:
  virtual ~Sink() = default;

  // Valid or not, what goes out is UTF-8 without control characters but newline and tab. False once no more is taken.
  bool text(std::string_view utf8) { return add(Tag::text, utf8); }
  bool ocr(std::string_view utf8) { return add(Tag::ocr, utf8); }
  void doubt(Doubt doubt);
  void format(Format format);
  void end() { write(Tag::end, {}); }
  bool full() const { return full_; }
  bool has_told() const { return has_told_; }  // any words, or any doubt

 protected:
  virtual void write(Tag tag, std::string_view bytes) = 0;

 private:
  bool add(Tag tag, std::string_view utf8);

  std::size_t left_ = max_text_bytes;
  bool full_ = false, has_told_ = false;
};

// Writes records to a descriptor. A reader that has gone ends the process.
class PipeSink final : public Sink {
 public:
  explicit PipeSink(int descriptor) : descriptor_(descriptor) {}

 protected:
  void write(Tag tag, std::string_view bytes) override;

 private:
  int descriptor_;
};

}  // namespace jiaxin::extraction
