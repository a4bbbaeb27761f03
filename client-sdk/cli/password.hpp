// Passwords and codes come from the terminal, with the echo off, or from standard input; never from arguments.
#pragma once

#include <iosfwd>
#include <string>

#include "context.hpp"
#include "result.hpp"

namespace jiaxin::cli {

// The next line of the stream without its line break; refused at its end.
Result<std::string> read_secret_line(std::istream& in);

enum class Ask { once, twice };  // twice: a new password, both must be the same

// With from_stdin the next line of context.in, asked once. Otherwise from /dev/tty.
Result<std::string> get_password(Context& context, bool from_stdin, Ask ask);

// `-` stands for the next line of context.in.
Result<std::string> get_code(Context& context, const std::string& given);

}  // namespace jiaxin::cli
