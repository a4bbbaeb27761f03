#pragma once

#include <string>
#include <string_view>
#include <vector>

// The values that a PDF file is written in.
namespace jiaxin::extraction {

struct PdfValue {
  enum class Kind { other, number, name, string, array, dictionary, reference };

  Kind kind = Kind::other;
  std::string text;             // of a name, without its slash; of a string, its bytes; of another, the word
  long number = 0;              // of a number, without its fraction; of a reference, the object's
  std::vector<PdfValue> items;  // of an array; of a dictionary each key, and its value after it

  const PdfValue* find(std::string_view key) const;  // nullptr if it is not there, or not in a dictionary
  bool is_name(std::string_view name) const { return kind == Kind::name && text == name; }
};

// Reads values as programs do that show PDF: whatever cannot be understood is passed over.
class PdfParser {
 public:
  PdfParser(std::string_view bytes, std::size_t at) : bytes_(bytes), at_(at) {}

  PdfValue next();
  std::size_t at() const { return at_; }
  bool ended() const { return at_ >= bytes_.size(); }

 private:
  void skip_space();
  PdfValue number_or_reference();
  PdfValue name();
  PdfValue literal_string();
  PdfValue hexadecimal_string();
  PdfValue collection(PdfValue::Kind kind, std::string_view end);
  std::string escaped();
  std::string word();
  bool takes(std::string_view mark);

  std::string_view bytes_;
  std::size_t at_;
  int depth_ = 0;
};

inline bool is_pdf_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }
inline bool is_pdf_digit(char c) { return c >= '0' && c <= '9'; }

// A string for readers, as UTF-8.
std::string pdf_text(std::string_view bytes);

}  // namespace jiaxin::extraction
