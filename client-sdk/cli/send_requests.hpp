// From the arguments of `send` to the request. Pure functions: limits of size are the SDK's to check.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "jiaxin/v1/message.pb.h"
#include "jiaxin/v1/session.pb.h"
#include "result.hpp"

namespace jiaxin::cli {

struct SendOptions {
  std::vector<std::string> classes;  // titles or numbers
  std::vector<std::string> grades;
  bool whole_school = false;
  std::string title;
  std::string body;
  std::string body_file;  // -: standard input
  std::string client_id;  // 32 hexadecimal digits; empty: a new one
  std::optional<std::string> deadline;
};

struct LetterOptions : SendOptions {
  std::vector<std::string> options;
  std::string decline_option;  // one more option, the last, of those who will not take part
  bool comment = false;
};

struct FormOptions : SendOptions {
  std::string purpose;
  std::string agree_label;
  std::string decline_label;
};

// All but the words: those are the template's.
struct UrgentOptions : SendOptions {
  std::string template_id;
  std::vector<std::string> slots;  // NAME=VALUE
  bool with_english = false;
  bool list = false;  // only print the templates
};

Result<v1::SendUrgent> make_urgent(const UrgentOptions& options, const v1::Membership& from);
Result<v1::SendNotice> make_notice(const SendOptions& options, const v1::Membership& from, const std::string& body);
Result<v1::SendLetter> make_letter(const LetterOptions& options, const v1::Membership& from, const std::string& body);
Result<v1::SendForm> make_form(const FormOptions& options, const v1::Membership& from, const std::string& body);

// What was read from a file: without a byte order mark, \r\n as \n, no line breaks at the end. Refused if not UTF-8.
Result<std::string> as_body(std::string bytes);

}  // namespace jiaxin::cli
