#include "text_lines.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace jiaxin::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t max_line_bytes = std::size_t{8} << 20;
constexpr std::size_t max_text_bytes = std::size_t{1} << 20;
constexpr std::size_t max_earlier = 100;

// Reads keys and notes all that is wrong with them, so that nobody has to come back for each.
class LineFields {
 public:
  explicit LineFields(const json::object& object) : object_(object) {}

  std::string text(std::string_view key) {
    const json::value* value = object_.if_contains(key);
    if (value == nullptr) complain("missing \"" + std::string(key) + "\"");
    else if (!value->is_string()) complain("\"" + std::string(key) + "\" must be a string");
    else return std::string(value->get_string());
    return {};
  }

  template <class Enum, std::size_t N>
  Enum one_of(std::string_view key, const std::array<std::string_view, N>& names) {
    const json::value* value = object_.if_contains(key);
    if (value == nullptr || !value->is_string()) return text(key), Enum{};
    std::string expected;
    for (std::size_t i = 0; i < N; ++i) {
      if (value->get_string() == names[i]) return static_cast<Enum>(i);
      expected += (i == 0 ? "" : ", ") + std::string(names[i]);
    }
    complain("\"" + std::string(key) + "\" must be one of " + expected);
    return Enum{};
  }

  // Of an optional key: a word that is not known says no more than a key that is not known.
  template <class Enum, std::size_t N>
  Enum known_or(Enum otherwise, std::string_view key, const std::array<std::pair<std::string_view, Enum>, N>& names) {
    if (optional(key) == nullptr) return otherwise;
    const std::string given = text(key);
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto& name) { return name.first == given; });
    return found == names.end() ? otherwise : found->second;
  }

  const json::value* optional(std::string_view key) const {
    const json::value* value = object_.if_contains(key);
    return value == nullptr || value->is_null() ? nullptr : value;
  }

  void complain(const std::string& what) { complaints_ += (complaints_.empty() ? "" : "; ") + what; }

  void check() const {
    if (!complaints_.empty()) throw BadLine(complaints_);
  }

 private:
  const json::object& object_;
  std::string complaints_;
};

constexpr std::array<std::string_view, 4> kinds{"notice", "letter", "form", "direct"};
constexpr std::array<std::string_view, 4> senders{"school", "head_teacher", "subject_teacher", "guardian"};
using policy::Audience;
using policy::Stage;
constexpr std::array<std::pair<std::string_view, Audience>, 10> audiences{{{"families", Audience::families},
                                                                           {"group", Audience::families},
                                                                           {"class", Audience::families},
                                                                           {"parents", Audience::families},
                                                                           {"one", Audience::one},
                                                                           {"guardian", Audience::one},
                                                                           {"one_guardian", Audience::one},
                                                                           {"direct", Audience::one},
                                                                           {"staff", Audience::staff},
                                                                           {"teachers", Audience::staff}}};
constexpr std::array<std::pair<std::string_view, Stage>, 2> stages{
    {{"primary", Stage::primary}, {"junior", Stage::junior}}};

std::string grade_of(LineFields& fields) {
  std::string grade = fields.text("grade");
  const bool valid = grade.empty() || (grade.size() == 1 && grade[0] >= '1' && grade[0] <= '9');
  if (!valid) fields.complain("\"grade\" must be \"1\" to \"9\" or \"\"");
  return grade;
}

policy::Earlier earlier_of(const json::object& object, policy::Sender sender) {
  constexpr double most_minutes = 1e6;
  LineFields said(object);
  policy::Earlier earlier;
  const std::string who = said.text("sender");
  const bool one_of_many = sender == policy::Sender::guardian;
  earlier.same_sender = who == "same" || (!one_of_many && who == senders[static_cast<std::size_t>(sender)]);
  const json::value* minutes = said.optional("minutes_ago");
  const double ago = minutes && minutes->is_number() ? minutes->to_number<double>() : -1;
  if (ago >= 0 && ago <= most_minutes) earlier.minutes_ago = static_cast<std::uint32_t>(ago);
  else said.complain("\"minutes_ago\" must be a number from 0 to 1000000");
  earlier.text = said.text("text");
  said.check();
  return earlier;
}

void read_circumstances(LineFields& fields, policy::Context& context) {
  context.audience = fields.known_or(context.audience, "audience", audiences);
  context.stage = fields.known_or(context.stage, "stage", stages);
  if (fields.optional("reply_to")) context.reply_to = fields.text("reply_to");
  const json::value* earlier = fields.optional("earlier");
  if (earlier == nullptr) return;
  if (!earlier->is_array() || earlier->get_array().size() > max_earlier) {
    fields.complain("\"earlier\" must be a list of at most 100 messages");
    return;
  }
  for (const json::value& each : earlier->get_array()) {
    if (each.is_object()) context.earlier.push_back(earlier_of(each.get_object(), context.sender));
    else fields.complain("\"earlier\" must hold objects {\"sender\",\"minutes_ago\",\"text\"}");
  }
}

}  // namespace

bool LineReader::next() {
  constexpr int end = std::char_traits<char>::eof();
  line_.clear();
  too_long_ = false;
  int c = in_.sbumpc();
  if (c == end) return false;
  for (; c != end && c != '\n'; c = in_.sbumpc()) {
    too_long_ |= line_.size() == max_line_bytes;
    if (!too_long_) line_ += static_cast<char>(c);
  }
  if (!line_.empty() && line_.back() == '\r') line_.pop_back();
  ++number_;
  return true;
}

const std::string& LineReader::line() const {
  if (too_long_) throw BadLine("line is longer than 8 MiB");
  return line_;
}

json::object object_of(std::string_view line) {
  if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);  // as some editors begin a file
  if (line.find_first_not_of(" \t") == std::string_view::npos) throw BadLine("blank line");
  json::parse_options options;
  options.max_depth = 64;
  json::error_code failed;
  json::value value = json::parse(line, failed, {}, options);
  if (failed) throw BadLine("not valid JSON: " + failed.message());
  if (!value.is_object()) throw BadLine("must be a JSON object");
  return std::move(value.get_object());
}

TextLine text_line(const json::object& object) {
  LineFields fields(object);
  TextLine found;
  found.id = fields.text("id");
  found.context.kind = fields.one_of<policy::Kind>("kind", kinds);
  found.context.sender = fields.one_of<policy::Sender>("sender", senders);
  found.context.grade = grade_of(fields);
  read_circumstances(fields, found.context);
  found.text = fields.text("text");
  if (found.text.size() > max_text_bytes) fields.complain("\"text\" is longer than 1 MiB");
  fields.check();
  return found;
}

}  // namespace jiaxin::cli
