#include "policy_judge.hpp"

#include <boost/json.hpp>
#include <istream>
#include <ostream>
#include <string_view>

#include "policy/filter.hpp"
#include "text_lines.hpp"
#include "verdict_json.hpp"

namespace jiaxin::cli {
namespace {

namespace json = boost::json;

json::object verdict_line(const TextLine& question, const policy::Verdict& verdict) {
  return {{"id", question.id}, {"verdict", policy::name(verdict.outcome)}, {"findings", findings_json(verdict)}};
}

json::object error_line(std::size_t number, std::string_view error) { return {{"line", number}, {"error", error}}; }

}  // namespace

int judge_lines(const policy::Filter& filter, std::istream& in, std::ostream& out) {
  LineReader reader(in);
  int exit_code = 0;
  while (out && reader.next()) {
    json::object answer;
    try {
      const TextLine question = text_line(object_of(reader.line()));
      answer = verdict_line(question, filter.judge(question.text, question.context));
    } catch (const BadLine& bad) {
      answer = error_line(reader.number(), bad.what());
      exit_code = 1;
    }
    out << json::serialize(answer) << '\n';
    if (in.rdbuf()->in_avail() <= 0) out.flush();  // somebody may wait for it before he asks again
  }
  out.flush();
  return exit_code;
}

}  // namespace jiaxin::cli
