#include "policy_judge.hpp"

#include <array>
#include <boost/json.hpp>
#include <istream>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "policy/filter.hpp"
#include "verdict_json.hpp"

namespace jiaxin::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t max_line_bytes = std::size_t{8} << 20;
constexpr std::size_t max_text_bytes = std::size_t{1} << 20;

struct BadLine : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Reads to the newline but keeps at most the limit, so an endless line costs no memory.
class LineReader {
 public:
  explicit LineReader(std::istream& in) : in_(*in.rdbuf()) {}

  bool next() {
    line_.clear();
    too_long_ = false;
    int c = in_.sbumpc();
    if (c == end) return false;
    for (; c != end && c != '\n'; c = in_.sbumpc()) {
      too_long_ |= line_.size() == max_line_bytes;
      if (!too_long_) line_ += static_cast<char>(c);
    }
    if (!line_.empty() && line_.back() == '\r') line_.pop_back();
    return true;
  }

  const std::string& line() const { return line_; }
  bool too_long() const { return too_long_; }

 private:
  static constexpr int end = std::char_traits<char>::eof();
  std::streambuf& in_;
  std::string line_;
  bool too_long_ = false;
};

struct Question {
  std::string id;
  std::string text;
  policy::Context context;
};

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

Question question_of(std::string_view line) {
  if (line.find_first_not_of(" \t") == std::string_view::npos) throw BadLine("blank line");
  json::parse_options options;
  options.max_depth = 64;
  json::error_code failed;
  const json::value value = json::parse(line, failed, {}, options);
  if (failed) throw BadLine("not valid JSON: " + failed.message());
  if (!value.is_object()) throw BadLine("must be a JSON object");
  const json::object& object = value.get_object();
  Question question;
  question.id = string_of(object, "id");
  question.context.kind =
      one_of<policy::Kind>(object, "kind", std::array<std::string_view, 4>{"notice", "letter", "form", "direct"});
  question.context.sender = one_of<policy::Sender>(
      object, "sender", std::array<std::string_view, 4>{"school", "head_teacher", "subject_teacher", "guardian"});
  question.context.grade = grade_of(object);
  question.text = string_of(object, "text");
  if (question.text.size() > max_text_bytes) throw BadLine("\"text\" is longer than 1 MiB");
  return question;
}

json::object verdict_line(const Question& question, const policy::Verdict& verdict) {
  return {{"id", question.id}, {"verdict", policy::name(verdict.outcome)}, {"findings", findings_json(verdict)}};
}

json::object error_line(std::size_t number, std::string_view error) { return {{"line", number}, {"error", error}}; }

}  // namespace

int run_policy_judge(std::istream& in, std::ostream& out) { return judge_lines(policy::Filter(), in, out); }

int judge_lines(const policy::Filter& filter, std::istream& in, std::ostream& out) {
  LineReader reader(in);
  int exit_code = 0;
  for (std::size_t number = 1; out && reader.next(); ++number) {
    json::object answer;
    try {
      if (reader.too_long()) throw BadLine("line is longer than 8 MiB");
      const Question question = question_of(reader.line());
      answer = verdict_line(question, filter.judge(question.text, question.context));
    } catch (const BadLine& bad) {
      answer = error_line(number, bad.what());
      exit_code = 1;
    }
    out << json::serialize(answer) << '\n';
  }
  out.flush();
  return exit_code;
}

}  // namespace jiaxin::cli
