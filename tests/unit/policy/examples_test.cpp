// The examples that the rules were written from. They are trained on too: this shows that what is known stays known, not
// how the filter does on strangers' texts.
#include <boost/json.hpp>
#include <fstream>
#include <string>

#include "unit/policy/corpus.hpp"

namespace jiaxin::policy {
namespace {

struct Share {
  std::size_t right = 0;
  std::size_t all = 0;
  double percent() const { return 100.0 * static_cast<double>(right) / static_cast<double>(all); }
};

TEST(PolicyExamples, WhatIsKnownStaysKnown) {
  std::ifstream in(JIAXIN_SOURCE_DIR "/server/policy/training/texts/z.jsonl");
  Share stopped, passed;
  for (std::string line; std::getline(in, line);) {
    const auto text = boost::json::parse(line).as_object();
    const bool direct = text.at("kind").as_string() == "direct";
    const bool school = text.at("sender").as_string() == "school";
    const bool guardian = text.at("sender").as_string() == "guardian";
    const bool letter = text.at("kind").as_string() == "letter";
    const bool form = text.at("kind").as_string() == "form";
    const Outcome found = outcome(text.at("text").as_string(),
                                  direct   ? Kind::direct
                                  : letter ? Kind::letter
                                  : form   ? Kind::form
                                           : Kind::notice,
                                  school     ? Sender::school
                                  : guardian ? Sender::guardian
                                             : Sender::head_teacher);
    Share& share = text.at("expect").as_string() == "violation" ? stopped : passed;
    ++share.all;
    share.right += (found == Outcome::allow) == (&share == &passed);
  }
  EXPECT_GT(stopped.all, 300u);
  EXPECT_GT(passed.all, 300u);
  EXPECT_GE(stopped.percent(), 96);
  EXPECT_GE(passed.percent(), 98);
}

}  // namespace
}  // namespace jiaxin::policy
