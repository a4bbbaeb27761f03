#pragma once

#include <string>
#include <vector>

// What the filter judges: one whole item and the circumstances in which it is sent.
// Plain values; the caller owns them.
namespace jiaxin::policy {

// notice, letter and form go to a group; direct goes to one guardian about one child.
enum class Kind { notice, letter, form, direct };

// school: principal, office, grade leader. A guardian's notice is a parent writing to a class group.
enum class Sender { school, head_teacher, subject_teacher, guardian };

struct Context {
  Kind kind = Kind::notice;
  Sender sender = Sender::school;
  std::string grade;  // "1" to "9", or "" when the item is not for one grade

  friend bool operator==(const Context&, const Context&) = default;
};

struct ItemText {
  std::string title;
  std::string body;
  std::string purpose;
  std::vector<std::string> labels;   // form fields, file names, captions
  std::vector<std::string> options;  // choices of a form

  friend bool operator==(const ItemText&, const ItemText&) = default;
};

// The non-empty parts title, purpose, body, labels, options, joined by newlines.
// This is the text that is judged and to which the positions of findings refer.
std::string joined(const ItemText& item);

}  // namespace jiaxin::policy
