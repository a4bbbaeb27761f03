#include "roster/manifest.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "roster/sheet.hpp"

namespace jiaxin::roster {

namespace {

constexpr std::string_view manifest_file = "manifest.csv";
constexpr std::string_view guardianships_file = "guardianships.csv";

constexpr std::array<std::string_view, 5> required_files = {"orgs.csv", "classes.csv", "users.csv", "roles.csv",
                                                            "enrollments.csv"};
constexpr std::array<std::string_view, 2> checked_files = {"academicSessions.csv", "courses.csv"};
constexpr std::array<std::string_view, 14> ignored_files = {"categories.csv",
                                                            "classResources.csv",
                                                            "courseResources.csv",
                                                            "demographics.csv",
                                                            "lineItems.csv",
                                                            "resources.csv",
                                                            "lineItemLearningObjectiveIds.csv",
                                                            "lineItemScoreScales.csv",
                                                            "results.csv",
                                                            "scoreScales.csv",
                                                            "resultLearningObjectiveIds.csv",
                                                            "resultScoreScales.csv",
                                                            "userProfiles.csv",
                                                            "userResources.csv"};

template <class List>
bool holds(const List& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

struct Property {
  std::string_view value;
  std::size_t line;
};
using Properties = std::map<std::string_view, Property>;

Properties read_properties(const Sheet& sheet, Problems& problems) {
  Properties properties;
  for (std::size_t i = 0; i < sheet.size(); ++i) {
    const SheetRow row = sheet[i];
    const std::string_view name = row.id("propertyName", problems);
    if (properties.emplace(name, Property{row.cell("value"), row.place().line}).second) continue;
    problems.add(row.place(),
                 {text("属性 ", shown(name), " 出现了两次"), text("the property ", shown(name), " appears twice")});
  }
  return properties;
}

void expect_version(const Properties& properties, std::string_view name, std::string_view version, Problems& problems) {
  const auto found = properties.find(name);
  const std::string_view value = found == properties.end() ? "" : found->second.value;
  if (value == version) return;
  const std::size_t line = found == properties.end() ? 0 : found->second.line;
  problems.add({manifest_file, line}, {text(name, " 应为 ", version, "，而不是 ", shown(value)),
                                       text(name, " must be ", version, ", not ", shown(value))});
}

void check_mode(std::string_view name, const Property& mode, Problems& problems) {
  const Place place{manifest_file, mode.line};
  if (mode.value == "delta") {
    problems.add(place, {text(shown(name), " 为 delta：本版本只接受完整名册 (bulk)，请导出完整名册"),
                         text(shown(name), " is delta: this version accepts complete (bulk) rosters only")});
  } else if (mode.value != "bulk" && mode.value != "absent") {
    problems.add(place, {text(shown(name), " 应为 bulk 或 absent，而不是 ", shown(mode.value)),
                         text(shown(name), " must be bulk or absent, not ", shown(mode.value))});
  }
}

void check_modes(const Properties& properties, Problems& problems) {
  for (const auto& [name, property] : properties) {
    if (name.starts_with("file.")) check_mode(name, property, problems);
  }
}

// What the manifest says about a file, e.g. "users.csv"; empty if it says nothing.
Property promised(const Properties& properties, std::string_view file) {
  const auto found = properties.find(text("file.", file.substr(0, file.rfind('.'))));
  return found == properties.end() ? Property{"", 0} : found->second;
}

void check_promise(const Properties& properties, const FileBytes& files, std::string_view file, Problems& problems) {
  const auto [mode, line] = promised(properties, file);
  const bool silence_means_absent = file != guardianships_file;
  const bool said_absent = mode == "absent" || (mode.empty() && silence_means_absent);
  if (mode == "bulk" && !files.contains(file)) {
    problems.add({manifest_file, line},
                 {text("声明了 ", file, "，但没有这个文件"), text("promises ", file, ", which is not there")});
  } else if (said_absent && files.contains(file)) {
    problems.add({manifest_file, line}, {text("有文件 ", file, "，但没有把它声明为 bulk"),
                                         text(file, " is there but is not declared as bulk")});
  }
}

void check_required(const FileBytes& files, std::string_view file, Problems& problems) {
  if (files.contains(file)) return;
  problems.add({file, 0}, {"缺少这个文件", "this file is missing"});
}

}  // namespace

void check_manifest(const FileBytes& files, Problems& problems) {
  for (const auto file : required_files) check_required(files, file, problems);
  const auto manifest = files.find(manifest_file);
  if (manifest == files.end()) return check_required(files, manifest_file, problems);
  const auto sheet = Sheet::open({manifest_file, {"propertyName", "value"}}, manifest->second, problems);
  if (!sheet) return;
  const Properties properties = read_properties(*sheet, problems);
  expect_version(properties, "manifest.version", "1.0", problems);
  expect_version(properties, "oneroster.version", "1.2", problems);
  check_modes(properties, problems);
  for (const auto file : required_files) check_promise(properties, files, file, problems);
  for (const auto file : checked_files) check_promise(properties, files, file, problems);
  check_promise(properties, files, guardianships_file, problems);
}

bool is_known_file(std::string_view file) {
  return file == manifest_file || file == guardianships_file || holds(required_files, file) ||
         holds(checked_files, file) || holds(ignored_files, file);
}

}  // namespace jiaxin::roster
