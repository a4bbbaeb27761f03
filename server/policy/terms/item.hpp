#pragma once

#include <cstdint>
#include <string>
#include <vector>

// What the filter judges: one whole item and the circumstances in which it is sent.
// Plain values; the caller owns them.
namespace jiaxin::policy {

// notice, letter and form go to a group; direct goes to one guardian about one child.
enum class Kind { notice, letter, form, direct };

// school: principal, office, grade leader. A guardian's notice is a parent writing to a class group.
enum class Sender { school, head_teacher, subject_teacher, guardian };

// Who reads it: the families of a group, one guardian, or only the school's staff.
enum class Audience { families, one, staff };

enum class Stage { unknown, primary, junior };

// Something that was said shortly before in the same conversation.
struct Earlier {
  bool same_sender = true;
  std::uint32_t minutes_ago = 0;
  std::string text;

  friend bool operator==(const Earlier&, const Earlier&) = default;
};

struct Context {
  Kind kind = Kind::notice;
  Sender sender = Sender::school;
  std::string grade;             // "1" to "9", or "" when the item is not for one grade
  Stage stage = Stage::unknown;  // where the grade does not say it
  Audience audience = Audience::families;
  std::vector<Earlier> earlier;  // oldest first; only what matters is read
  std::string reply_to;          // what it answers, or ""

  friend bool operator==(const Context&, const Context&) = default;
};

Audience audience_of(const Context& context);  // a direct message has one reader, whatever is said
Stage stage_of(const Context& context);        // by the grade, if there is one

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
