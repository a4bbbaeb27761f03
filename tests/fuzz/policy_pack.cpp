// A rule pack: it is taken, and then the filter works with it, or refused with lines that exist.
#include <algorithm>

#include "policy/filter.hpp"
#include "policy/pack/packs.hpp"
#include "property.hpp"
#include "roster/utf8.hpp"

namespace jiaxin::fuzz {
namespace {

const policy::Packs& national() {
  static const policy::Packs packs;
  return packs;
}

void check_taken(policy::Packs packs) {
  const policy::Pack& pack = packs.all().back();
  expect(pack.level != policy::Level::national, "the base stays the base");
  expect(pack.excuses.empty(), "nothing excuses in a lower pack");
  const policy::Filter filter(std::move(packs));
  const auto verdict = filter.judge("今天数学作业：口算第12页。", {});
  expect(verdict.outcome == policy::Outcome::block, "nothing was loosened");
}

void check_refused(const policy::PackErrors& errors, std::string_view toml) {
  const auto lines = static_cast<std::size_t>(std::count(toml.begin(), toml.end(), '\n')) + 1;
  expect(errors.size() <= 50, "complaints are bounded");
  std::size_t before = 0;
  for (const auto& error : errors) {
    expect(error.line <= lines, "the line exists");
    expect(error.line >= before, "problems come in the order of lines");
    before = error.line;
    expect(roster::valid_utf8(error.text()), "the words are UTF-8");
  }
}

}  // namespace
}  // namespace jiaxin::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jiaxin;
  const auto toml = fuzz::text_of(data, size);
  policy::Packs packs = fuzz::national();
  const auto errors = packs.add(toml, "f");
  if (errors.empty()) fuzz::check_taken(std::move(packs));
  else fuzz::check_refused(errors, toml);
  return 0;
}
