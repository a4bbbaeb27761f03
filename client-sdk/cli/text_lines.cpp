#include "text_lines.hpp"

#include <array>
#include <string_view>

namespace jiaxin::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t max_line_bytes = std::size_t{8} << 20;
constexpr std::size_t max_text_bytes = std::size_t{1} << 20;
constexpr std::size_t max_earlier = 100;

const json::string& string_of(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  if (value == nullptr) throw BadLine("missing \"" + std::string(key) + "\"");
  if (!value->is_string()) throw BadLine("\"" + std::string(key) + "\" must be a string");
  return value->get_string();
}

template <class Enum, std::size_t N>
Enum one_of(const json::object& object, std::string_view key, const std::array<std::string_view, N>& names) {
  const std::string_view given = string_of(object, key);
  std::string expected;
  for (std::size_t i = 0; i < N; ++i) {
    if (given == names[i]) return static_cast<Enum>(i);
    expected += (i == 0 ? "" : ", ") + std::string(names[i]);
  }
  throw BadLine("\"" + std::string(key) + "\" must be one of " + expected);
}

std::string grade_of(const json::object& object) {
  const std::string_view grade = string_of(object, "grade");
  const bool valid = grade.empty() || (grade.size() == 1 && grade[0] >= '1' && grade[0] <= '9');
  if (!valid) throw BadLine("\"grade\" must be \"1\" to \"9\" or \"\"");
  return std::string(grade);
}

policy::Earlier earlier_of(const json::value& value) {
  if (!value.is_object()) throw BadLine("\"earlier\" must hold objects {\"sender\",\"minutes_ago\",\"text\"}");
  const json::object& said = value.get_object();
  policy::Earlier earlier;
  // "same", or whoever else it was.
  earlier.same_sender = string_of(said, "sender") == "same";
  const json::value* minutes = said.if_contains("minutes_ago");
  if (minutes == nullptr || !minutes->is_number()) throw BadLine("\"minutes_ago\" must be a number, 0 or more");
  const double ago = minutes->to_number<double>();
  if (!(ago >= 0 && ago <= 1e6)) throw BadLine("\"minutes_ago\" must be a number, 0 or more");
  earlier.minutes_ago = static_cast<std::uint32_t>(ago);
  earlier.text = string_of(said, "text");
  return earlier;
}

bool given(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr && !value->is_null();
}

void read_circumstances(const json::object& object, policy::Context& context) {
  if (given(object, "audience"))
    context.audience =
        one_of<policy::Audience>(object, "audience", std::array<std::string_view, 3>{"families", "one", "staff"});
  if (given(object, "stage"))
    context.stage = one_of<policy::Stage>(object, "stage", std::array<std::string_view, 3>{"", "primary", "junior"});
  if (given(object, "reply_to")) context.reply_to = string_of(object, "reply_to");
  if (!given(object, "earlier")) return;
  const json::value& earlier = object.at("earlier");
  if (!earlier.is_array() || earlier.get_array().size() > max_earlier)
    throw BadLine("\"earlier\" must be a list of at most 100 messages");
  for (const json::value& each : earlier.get_array()) context.earlier.push_back(earlier_of(each));
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
  TextLine found;
  found.id = string_of(object, "id");
  found.context.kind =
      one_of<policy::Kind>(object, "kind", std::array<std::string_view, 4>{"notice", "letter", "form", "direct"});
  found.context.sender = one_of<policy::Sender>(
      object, "sender", std::array<std::string_view, 4>{"school", "head_teacher", "subject_teacher", "guardian"});
  found.context.grade = grade_of(object);
  read_circumstances(object, found.context);
  found.text = string_of(object, "text");
  if (found.text.size() > max_text_bytes) throw BadLine("\"text\" is longer than 1 MiB");
  return found;
}

}  // namespace jiaxin::cli
