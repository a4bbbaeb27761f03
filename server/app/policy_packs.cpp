#include "app/policy_packs.hpp"

#include <cstdio>
#include <exception>
#include <optional>
#include <utility>
#include <variant>

#include "app/problem.hpp"
#include "observe/log.hpp"

namespace jiaxin::app {
namespace {

using policy::Completeness;
using policy::Filter;
using policy::Packs;

std::optional<Packs> load(const StringList& files) {
  auto loaded = policy::load_packs(files);
  if (auto* packs = std::get_if<Packs>(&loaded)) return std::move(*packs);
  const auto& errors = std::get<policy::PackErrors>(loaded);
  for (const auto& error : errors) std::fprintf(stderr, "%s\n", error.text().c_str());
  observe::log_error("policy.packs_broken", {{"problems", errors.size()}});
  return std::nullopt;
}

std::shared_ptr<const Filter> in_force(Packs packs) {
  const auto count = packs.all().size();
  auto filter = std::make_shared<const Filter>(std::move(packs));
  observe::log_info("policy.packs_in_force", {{"packs", count}});
  return filter;
}

}  // namespace

std::shared_ptr<const Filter> filter_at_start(const StringList& packs) try {
  if (auto loaded = load(packs)) return in_force(std::move(*loaded));
  print_problem(
      {"规则包无法载入：群发消息一律转人工确认，直到修好规则包并发送 SIGHUP",
       "the rule packs do not load: whatever is sent to groups waits for a person until they are repaired and "
       "SIGHUP is sent"});
  return std::make_shared<const Filter>(Packs(), Completeness::incomplete);
} catch (const std::exception& error) {
  print_problem({"内容规则无法载入：所有内容一律转人工确认；紧急通知模板仍可发出",
                 std::string("the policy filter does not load: whatever is sent waits for a person; urgent templates "
                             "still go out: ") +
                     error.what()});
  observe::log_error("policy.filter_not_loaded");
  return nullptr;
}

std::shared_ptr<const Filter> filter_at_reload(const StringList& packs) {
  if (auto loaded = load(packs)) return in_force(std::move(*loaded));
  print_problem({"规则包无法载入，原有规则继续生效", "the rule packs do not load; those in force stay"});
  return nullptr;
}

bool check_packs(const StringList& packs) { return load(packs).has_value(); }

}  // namespace jiaxin::app
