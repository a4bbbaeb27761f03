#include "replay_report.hpp"

#include <algorithm>
#include <ostream>
#include <set>

#include "clean_text.hpp"
#include "table.hpp"
#include "zoned_time.hpp"

namespace jiaxin::cli {
namespace {

using policy::Finding, policy::Outcome, policy::Verdict;

constexpr std::array all_outcomes{Outcome::allow, Outcome::hold, Outcome::block};

std::string outcome_words(Outcome outcome) {
  constexpr std::array words{"放行 ", "待审核 ", "拦下 "};
  return words.at(static_cast<std::size_t>(outcome)) + std::string(policy::name(outcome));
}

// The findings that only the harder verdict has; all of its own where the same rules only weigh more.
std::vector<const Finding*> what_differs(const Verdict& a, const Verdict& b) {
  const Verdict& harder = a.outcome > b.outcome ? a : b;
  const Verdict& softer = a.outcome > b.outcome ? b : a;
  std::vector<const Finding*> differing, all;
  for (const Finding& finding : harder.findings) {
    all.push_back(&finding);
    const auto same_rule = [&](const Finding& other) { return other.rule == finding.rule; };
    if (std::none_of(softer.findings.begin(), softer.findings.end(), same_rule)) differing.push_back(&finding);
  }
  return differing.empty() ? all : differing;
}

}  // namespace

void ReplayReport::add(const ReplayedMessage& message, const Verdict& now, const Verdict& then) {
  auto& cell = cells_.at(static_cast<std::size_t>(now.outcome)).at(static_cast<std::size_t>(then.outcome));
  ++cell.messages;
  if (now.outcome == then.outcome) return;
  const auto findings = what_differs(now, then);
  std::set<std::string> rules;
  for (const Finding* finding : findings) rules.insert(finding->rule);
  for (const auto& rule : rules) ++rules_[rule];
  if (cell.examples.size() == most_examples) return;
  const Finding& first = *findings.front();
  cell.examples.push_back({message, first.quote, first.rule});
}

const ReplayReport::Cell& ReplayReport::cell(Outcome now, Outcome then) const {
  return cells_.at(static_cast<std::size_t>(now)).at(static_cast<std::size_t>(then));
}

std::size_t ReplayReport::judged() const {
  std::size_t sum = 0;
  for (const auto& row : cells_)
    for (const Cell& one : row) sum += one.messages;
  return sum;
}

void ReplayReport::print(std::ostream& out, const ReplayTitle& title) const {
  out << "现在 now:  " << title.now << "\n将来 then: " << title.then << '\n';
  out << title.since << " 以来判断了 " << judged() << " 条；紧急通知 " << urgent_ << " 条、正文已不再保留的 "
      << text_gone_ << " 条未判断。\n"
      << judged() << " messages judged since " << title.since << "; not judged: " << urgent_ << " urgent, "
      << text_gone_ << " whose text is no longer kept.\n\n";
  std::vector<std::string> header{"现在 now \\ 将来 then"};
  for (const Outcome then : all_outcomes) header.push_back(outcome_words(then));
  Table counts(std::move(header));
  for (const Outcome now : all_outcomes) {
    std::vector<std::string> row{outcome_words(now)};
    for (const Outcome then : all_outcomes) row.push_back(std::to_string(cell(now, then).messages));
    counts.add(std::move(row));
  }
  counts.print(out);
  print_changes(out);
  out.flush();
}

void ReplayReport::print_changes(std::ostream& out) const {
  if (rules_.empty()) {
    out << "\n没有变化。\nNothing changes.\n";
    return;
  }
  out << '\n';
  Table rules({"改变结论的规则 rule", "条数 messages"});
  for (const auto& [rule, messages] : rules_) rules.add({rule, std::to_string(messages)});
  rules.print(out);
  for (const Outcome now : all_outcomes)
    for (const Outcome then : all_outcomes) {
      const Cell& one = cell(now, then);
      if (one.examples.empty()) continue;
      out << '\n'
          << outcome_words(now) << " -> " << outcome_words(then) << " (" << one.examples.size() << " / " << one.messages
          << "):\n";
      for (const Example& example : one.examples)
        out << "  " << example.message.id << "  " << shown_time(example.message.sent_at_ms, example.message.zone)
            << "  “" << clean_line(example.quote) << "”  " << example.rule << '\n';
    }
}

json::object ReplayReport::to_json(const ReplayTitle& title) const {
  json::object counts;
  for (const Outcome now : all_outcomes) {
    json::object row;
    for (const Outcome then : all_outcomes) row[policy::name(then)] = cell(now, then).messages;
    counts[policy::name(now)] = std::move(row);
  }
  json::array rules;
  for (const auto& [rule, messages] : rules_)
    rules.push_back(json::object{{"rule", json_text(rule)}, {"messages", messages}});
  return {{"since", json_text(title.since)},
          {"now", json_text(title.now)},
          {"then", json_text(title.then)},
          {"judged", judged()},
          {"urgent", urgent_},
          {"text_gone", text_gone_},
          {"counts", std::move(counts)},
          {"rules", std::move(rules)},
          {"changes", changes_json()}};
}

json::array ReplayReport::changes_json() const {
  json::array changes;
  for (const Outcome now : all_outcomes)
    for (const Outcome then : all_outcomes) {
      const Cell& one = cell(now, then);
      if (one.examples.empty()) continue;
      json::array examples;
      for (const Example& example : one.examples) {
        json::object told{{"id", json_text(example.message.id)}};
        put_time(told, "sent_at", example.message.sent_at_ms, example.message.zone);
        told["quote"] = json_text(example.quote);
        told["rule"] = json_text(example.rule);
        examples.push_back(std::move(told));
      }
      changes.push_back(json::object{{"from", policy::name(now)},
                                     {"to", policy::name(then)},
                                     {"messages", one.messages},
                                     {"examples", std::move(examples)}});
    }
  return changes;
}

}  // namespace jiaxin::cli
