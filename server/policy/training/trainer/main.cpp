// Makes the filter's model: see ../README.md.
//   policy-train cross-validate TEXTS...   how it does on hands and scenarios it was not trained on
//   policy-train fit MODEL TEXTS...        writes the model, with thresholds by cross-validation over hands
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>
#include <span>

#include "cross_validation.hpp"
#include "policy/model/model.hpp"
#include "policy/pack/packs.hpp"
#include "quantise.hpp"

namespace jiaxin::policy::training {
namespace {

constexpr std::size_t folds = 5;
// Hands that write as daily life does; the others write traps.
constexpr std::string_view daily_hands[] = {"i",  "l",  "s",  "u",  "v",  "w",  "x",  "y",  "ab", "af", "ap",
                                            "ax", "ca", "cc", "cf", "ci", "ck", "co", "cq", "cr", "ct"};
// Of their lawful texts to groups, judged by a model that has not seen the hand, so many are stopped (held or blocked); of
// those to one guardian fewer: where it is not sure, it lets pass.
constexpr double stopped_share = 0.0125;
constexpr double stopped_share_of_one = 0.01;
constexpr float surer = 1;  // so much more to block
constexpr double shares_shown[] = {0.005, 0.01, 0.0125, 0.015, 0.02, 0.03};

std::string hand_of(const Text& text) { return text.hand; }
std::string scenario_of(const Text& text) { return text.hand + '/' + text.scenario; }

std::vector<std::filesystem::path> files_of(std::span<char*> names) { return {names.begin(), names.end()}; }

struct Prepared {
  explicit Prepared(const std::vector<std::filesystem::path>& files) : texts(read_texts(files)) {
    const Packs packs;
    const Analyst analyst(packs.all());
    for (const Text& text : texts) samples.push_back(samples_of(analyst, text));
  }
  std::vector<Text> texts;
  std::vector<TextSamples> samples;
};

int cross_validate(const std::vector<std::filesystem::path>& files) {
  const Prepared given(files);
  const auto by_hand = scores_of_strangers(given.texts, given.samples, hand_of, folds);
  print_curve(std::cout, given.texts, by_hand, hand_of);
  print_types(std::cout, given.texts, by_hand);
  std::cout << "by scenario:\n";
  print_curve(std::cout, given.texts, scores_of_strangers(given.texts, given.samples, scenario_of, folds),
              [](const Text&) { return "any"; });
  return 0;
}

// Before the half hour, not after it.
void require_daily_texts(const std::vector<Text>& texts) {
  for (const Audience audience : {Audience::families, Audience::one})
    if (std::none_of(texts.begin(), texts.end(), [&](const Text& text) {
          return !text.violation && audience_of(text.context) == audience &&
                 std::find(std::begin(daily_hands), std::end(daily_hands), text.hand) != std::end(daily_hands);
        }))
      throw std::runtime_error(
          "thresholds need lawful texts to groups and to one guardian by hands that write as daily life does: give i.jsonl too");
}

int fit_model(const std::filesystem::path& out, const std::vector<std::filesystem::path>& files) {
  const Prepared given(files);
  require_daily_texts(given.texts);
  auto whole =
      std::async(std::launch::async, [&] { return fit(given.texts, given.samples, [](std::size_t) { return true; }); });
  const auto strangers = scores_of_strangers(given.texts, given.samples, hand_of, folds);
  const Fit found = whole.get();
  ModelTables tables;
  tables.linear = quantise(found, fit_types(given.texts, given.samples, found));
  tables.networks = found.network_tables;
  print_types(std::cout, given.texts, strangers);
  const auto from = [&](Audience audience, double share) {
    return static_cast<float>(threshold_for(given.texts, strangers, daily_hands, audience, share));
  };
  tables.group.hold = from(Audience::families, stopped_share);
  tables.group.block = tables.group.hold + surer;
  tables.one.hold = tables.one.block = from(Audience::one, stopped_share_of_one);
  tables.staff = tables.group;
  print_curve(std::cout, given.texts, strangers, hand_of);
  for (const double share : shares_shown)
    std::cout << share * 100 << "% of daily texts stopped: to groups from " << from(Audience::families, share)
              << ", to one guardian from " << from(Audience::one, share) << '\n';
  std::cout << given.texts.size() << " texts; held from " << tables.group.hold << ", blocked from "
            << tables.group.block << ", to one guardian from " << tables.one.hold << '\n';
  const std::string bytes = Model::serialize(tables);
  Model::parse(std::as_bytes(std::span(bytes)));  // throws where the filter would
  std::ofstream file(out, std::ios::binary);
  if (!(file << bytes).flush()) throw std::runtime_error("cannot write " + out.string());
  return 0;
}

int run(std::span<char*> arguments) {
  set_print_string_function([](const char*) {});
  const std::string_view command = arguments.empty() ? "" : arguments[0];
  if (command == "cross-validate" && arguments.size() > 1) return cross_validate(files_of(arguments.subspan(1)));
  if (command == "fit" && arguments.size() > 2) return fit_model(arguments[1], files_of(arguments.subspan(2)));
  std::cerr << "usage: policy-train cross-validate TEXTS... | fit MODEL TEXTS...\n";
  return 2;
}

}  // namespace
}  // namespace jiaxin::policy::training

int main(int count, char** arguments) {
  try {
    return jiaxin::policy::training::run({arguments + 1, static_cast<std::size_t>(count) - 1});
  } catch (const std::exception& error) {
    std::cerr << "policy-train: " << error.what() << '\n';
    return 1;
  }
}
