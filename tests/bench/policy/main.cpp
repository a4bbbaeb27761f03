// What the policy filter costs: JSON on standard output.
//   policy-bench [--smoke] [TEXTS.jsonl...]   --smoke: once each, no figure means anything
// Of the texts those of some 100 characters are judged in turn, so that each finds what the others left in the caches.
#include <boost/json.hpp>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <numeric>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "policy/filter.hpp"

namespace jiaxin::bench {
namespace {

using Clock = std::chrono::steady_clock;
namespace json = boost::json;

constexpr std::string_view notice =
    "各位家长：明天降温，请给孩子多穿一件外套，带好水杯。上午第二节后全校消防演练，听到铃声不要惊慌。"
    "下午放学推迟到四点四十，接送车请停在操场东侧，不要堵住校门。午餐有牛奶，过敏的请跟班主任说一声，谢谢配合！";
constexpr std::string_view blocked =
    "各位家长：明天降温，请给孩子多穿一件外套。今晚作业：语文抄写第5课生字每个三遍，背诵课文第二段；"
    "数学练习册第23到24页，家长检查后签字，拍照发到群里，九点前交齐，没交的明天点名。谢谢大家配合老师工作！";

std::size_t letters_of(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

std::string repeated(std::string_view what, std::size_t bytes) {
  std::string text;
  while (text.size() + what.size() <= bytes) text += what;
  return text;
}

// Resident memory in bytes.
std::size_t resident() {
  std::size_t whole = 0, pages = 0;
  std::ifstream("/proc/self/statm") >> whole >> pages;
  return pages * 4096;
}

double microseconds(Clock::duration time) { return std::chrono::duration<double, std::micro>(time).count(); }

// The median of many runs, for as long as a quarter of a second but at least five.
double median_us(const policy::Filter& filter, const std::string& text, bool smoke) {
  std::vector<double> runs;
  const auto begun = Clock::now();
  while (runs.size() < 5 || Clock::now() - begun < std::chrono::milliseconds(250)) {
    const auto from = Clock::now();
    const auto verdict = filter.judge(text, {});
    runs.push_back(microseconds(Clock::now() - from));
    if (verdict.pack_version.empty()) std::abort();  // the result is used
    if (smoke) break;
  }
  std::nth_element(runs.begin(), runs.begin() + static_cast<std::ptrdiff_t>(runs.size() / 2), runs.end());
  return runs[runs.size() / 2];
}

struct LabelledText {
  std::string text;
  policy::Context context;
};

// Those of some 100 characters to groups of families, by what is expected.
std::map<std::string, std::vector<LabelledText>> texts_in(const std::vector<std::string>& files) {
  constexpr std::size_t least = 95, most = 105;  // characters
  static const std::map<std::string_view, policy::Kind> kinds{
      {"notice", policy::Kind::notice}, {"letter", policy::Kind::letter}, {"form", policy::Kind::form}};
  static const std::map<std::string_view, policy::Sender> senders{{"school", policy::Sender::school},
                                                                  {"head_teacher", policy::Sender::head_teacher},
                                                                  {"subject_teacher", policy::Sender::subject_teacher},
                                                                  {"guardian", policy::Sender::guardian}};
  std::map<std::string, std::vector<LabelledText>> found;
  for (const auto& file : files) {
    std::ifstream in(file);
    if (!in) throw std::runtime_error("cannot open " + file);
    for (std::string line; std::getline(in, line);) {
      const auto object = json::parse(line).as_object();
      const auto kind = kinds.find(std::string_view(object.at("kind").as_string()));
      std::string text(object.at("text").as_string());
      const auto letters = letters_of(text);
      if (kind == kinds.end() || object.at("audience").as_string() != "families" || letters < least || letters > most)
        continue;
      policy::Context context{kind->second, senders.at(std::string_view(object.at("sender").as_string())),
                              std::string(object.at("grade").as_string())};
      found[std::string(object.at("expect").as_string())].push_back({std::move(text), std::move(context)});
    }
  }
  return found;
}

// Each is judged once a round; the first round only warms up.
json::object figures_in_turn(const policy::Filter& filter, const std::vector<LabelledText>& texts, bool smoke) {
  std::vector<double> runs;
  for (int round = smoke ? 1 : 0; round < (smoke ? 2 : 6); ++round)
    for (const auto& [text, context] : texts) {
      const auto from = Clock::now();
      const auto verdict = filter.judge(text, context);
      const double us = microseconds(Clock::now() - from);
      if (verdict.pack_version.empty()) std::abort();  // the result is used
      if (round > 0) runs.push_back(us);
    }
  std::sort(runs.begin(), runs.end());
  const auto at = [&](double share) {
    return runs[static_cast<std::size_t>(share * static_cast<double>(runs.size() - 1))];
  };
  return {{"texts", texts.size()},
          {"mean_us", std::accumulate(runs.begin(), runs.end(), 0.0) / static_cast<double>(runs.size())},
          {"p50_us", at(0.5)},
          {"p90_us", at(0.9)},
          {"p99_us", at(0.99)}};
}

json::object figures_of(const policy::Filter& filter, const std::string& text, bool smoke) {
  const double us = median_us(filter, text, smoke);
  const auto letters = letters_of(text);
  return {{"letters", letters}, {"us", us}, {"us_per_letter", us / static_cast<double>(letters)}};
}

int run(bool smoke, const std::vector<std::string>& files) {
  const std::size_t before = resident();
  const auto begun = Clock::now();
  const policy::Filter filter;
  json::object out{{"load_ms", microseconds(Clock::now() - begun) / 1000},
                   {"resident_mib", static_cast<double>(resident() - before) / (1 << 20)},
                   {"resident_in_all_mib", static_cast<double>(resident()) / (1 << 20)}};
  out["notice"] = figures_of(filter, std::string(notice), smoke);
  out["blocked_notice"] = figures_of(filter, std::string(blocked), smoke);
  for (const auto& [expected, texts] : texts_in(files))
    out["in_turn_" + expected] = figures_in_turn(filter, texts, smoke);
  const std::pair<std::string_view, std::string_view> patterns[] = {{"notices", notice},
                                                                    {"homework", "作业"},
                                                                    {"one_letter", "a"},
                                                                    {"digits", "1"},
                                                                    {"lessons", "第5课"},
                                                                    {"pinyin", "zuoye"},
                                                                    {"spaced", "作 业 "},
                                                                    {"emoji", "👨‍👩‍👧‍👦"},
                                                                    {"broken", "\xf0\x9f"},
                                                                    {"quotes", "“不得布置"},
                                                                    {"sentences", "背。"},
                                                                    {"run_on", "明天降温记得多穿一件外套"},
                                                                    {"fillers", "明啦天啦降啦温啦"},
                                                                    {"commas", "明天降温，"}};
  json::object long_ones;
  for (const auto& [name, pattern] : patterns) {
    json::array sizes;
    for (const std::size_t bytes : {1U << 12, 1U << 14, 1U << 16})
      sizes.push_back(figures_of(filter, repeated(pattern, bytes), smoke));
    long_ones[name] = std::move(sizes);
  }
  out["bytes_4096_16384_65536"] = std::move(long_ones);
  std::cout << out << '\n';
  return 0;
}

}  // namespace
}  // namespace jiaxin::bench

int main(int count, char** arguments) {
  std::vector<std::string> files(arguments + 1, arguments + count);
  const bool smoke = !files.empty() && files.front() == "--smoke";
  if (smoke) files.erase(files.begin());
  try {
    return jiaxin::bench::run(smoke, files);
  } catch (const std::exception& error) {
    std::cerr << "policy-bench: " << error.what() << '\n';
    return 1;
  }
}
