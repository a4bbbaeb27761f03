// A configuration file: it is taken, and then prints as one that reads the same, or refused with lines that exist.
#include <algorithm>

#include "app/config_file.hpp"
#include "property.hpp"
#include "roster/utf8.hpp"

namespace jiaxin::fuzz {
namespace {

using namespace app;

void check_taken(Config config) {
  expect(check_together(config).empty(), "what is taken does not contradict itself");
  config.sign_in.code_pepper.clear();  // printed as a mask, which is not taken back
  const auto printed = print_config(config);
  const auto again = parse_config(printed);
  const auto* same = std::get_if<Config>(&again);
  expect(same != nullptr, "what is printed can be read");
  expect(print_config(*same) == printed, "and says the same");
}

void check_refused(const ConfigErrors& errors, std::string_view toml) {
  expect(!errors.empty(), "a refusal says why");
  const auto lines = static_cast<std::size_t>(std::count(toml.begin(), toml.end(), '\n')) + 1;
  std::size_t before = 0;
  for (const auto& error : errors) {
    expect(error.line <= lines, "the line exists");
    expect(error.line >= before, "problems come in the order of lines");
    before = error.line;
    expect(roster::valid_utf8(error.text("f")), "the words are UTF-8");
  }
}

}  // namespace
}  // namespace jiaxin::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jiaxin;
  const auto toml = fuzz::text_of(data, size);
  const auto read = app::parse_config(toml);
  if (const auto* config = std::get_if<app::Config>(&read)) fuzz::check_taken(*config);
  else fuzz::check_refused(std::get<app::ConfigErrors>(read), toml);
  return 0;
}
