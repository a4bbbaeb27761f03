// Texts to judge as JSON lines, as `jiaxin policy judge` and its neighbours take them.
#pragma once

#include <boost/json.hpp>
#include <cstddef>
#include <istream>
#include <stdexcept>
#include <string>

#include "policy/terms/item.hpp"

namespace jiaxin::cli {

struct BadLine : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Reads to the newline but keeps at most the limit, so an endless line costs no memory.
class LineReader {
 public:
  explicit LineReader(std::istream& in) : in_(*in.rdbuf()) {}

  bool next();
  std::size_t number() const { return number_; }  // of the line, from 1
  const std::string& line() const;                // throws BadLine when it is too long

 private:
  std::streambuf& in_;
  std::string line_;
  std::size_t number_ = 0;
  bool too_long_ = false;
};

// The one JSON object of a line. Throws BadLine.
boost::json::object object_of(std::string_view line);

struct TextLine {
  std::string id;
  std::string text;
  policy::Context context;
};

// {"id","kind","sender","grade","text"}, and where they are given "audience", "stage", "earlier", "reply_to". Who wrote an
// earlier message is "same", a role as in "sender" (his own is taken for himself, but not a guardian's: there are many), or
// anybody else.
// Other keys are left alone. Throws BadLine, which says all that is to be written otherwise.
TextLine text_line(const boost::json::object& object);

}  // namespace jiaxin::cli
