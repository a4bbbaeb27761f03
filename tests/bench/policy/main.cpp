// What the policy filter costs: JSON on standard output. `--smoke`: once each, no figure means anything.
#include <boost/json.hpp>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
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

json::object figures_of(const policy::Filter& filter, const std::string& text, bool smoke) {
  const double us = median_us(filter, text, smoke);
  const auto letters = letters_of(text);
  return {{"letters", letters}, {"us", us}, {"us_per_letter", us / static_cast<double>(letters)}};
}

int run(bool smoke) {
  const std::size_t before = resident();
  const auto begun = Clock::now();
  const policy::Filter filter;
  json::object out{{"load_ms", microseconds(Clock::now() - begun) / 1000},
                   {"resident_mib", static_cast<double>(resident() - before) / (1 << 20)},
                   {"resident_in_all_mib", static_cast<double>(resident()) / (1 << 20)}};
  out["notice"] = figures_of(filter, std::string(notice), smoke);
  out["blocked_notice"] = figures_of(filter, std::string(blocked), smoke);
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
  return jiaxin::bench::run(count > 1 && std::string_view(arguments[1]) == "--smoke");
}
