// The input of `jiaxin policy judge`: every line gets one line of JSON, in order.
#include <algorithm>
#include <boost/json.hpp>
#include <sstream>

#include "policy/filter.hpp"
#include "policy_judge.hpp"
#include "property.hpp"

namespace jiaxin::fuzz {
namespace {

const policy::Filter& filter() {
  static const policy::Filter filter;
  return filter;
}

std::int64_t lines_in(std::string_view text) {
  const bool open_end = !text.empty() && text.back() != '\n';
  return std::count(text.begin(), text.end(), '\n') + (open_end ? 1 : 0);
}

// True: a verdict; false: an error that names this line.
bool check_answer(std::string_view line, std::int64_t number) {
  boost::json::error_code failed;
  const auto value = boost::json::parse(line, failed);
  expect(!failed && value.is_object(), "an answer is a JSON object in UTF-8");
  const auto& answer = value.get_object();
  const auto* error = answer.if_contains("error");
  if (error) expect(answer.at("line").to_number<std::int64_t>() == number, "an error names its line");
  else expect(answer.contains("id") && answer.contains("verdict"), "an answer is a verdict or an error");
  return error == nullptr;
}

}  // namespace
}  // namespace jiaxin::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jiaxin;
  const auto text = fuzz::text_of(data, size);
  std::istringstream in{std::string(text)};
  std::ostringstream out;
  const int exit_code = cli::judge_lines(fuzz::filter(), in, out);
  std::istringstream answers(out.str());
  std::int64_t number = 0;
  bool all_judged = true;
  for (std::string line; std::getline(answers, line);) all_judged &= fuzz::check_answer(line, ++number);
  fuzz::expect(number == fuzz::lines_in(text), "a line for a line");
  fuzz::expect((exit_code == 0) == all_judged, "the exit code says whether all were judged");
  return 0;
}
