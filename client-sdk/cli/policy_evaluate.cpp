#include "policy_evaluate.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <limits>
#include <map>
#include <ostream>
#include <sstream>

#include "clean_text.hpp"
#include "policy/explanation.hpp"
#include "policy/filter.hpp"
#include "policy/terms/step_budget.hpp"
#include "text_lines.hpp"

namespace jiaxin::cli {
namespace {

using policy::Outcome;

struct Counts {
  std::size_t texts = 0;
  std::size_t held = 0;
  std::size_t blocked = 0;

  void add(Outcome outcome) {
    ++texts;
    held += outcome == Outcome::hold;
    blocked += outcome == Outcome::block;
  }
};

struct Mistake {
  std::string id;
  std::string type;
  std::string said;  // the words a lawful text was stopped for, or what got through
  std::string rule;
  double beyond = 0;  // the line, in scores: how wrong the model was
};

// How far the model's worst look at the text is above what would be held; below 0 where nothing is.
double above_the_line(const policy::Filter& filter, const TextLine& line) {
  const policy::Explanation explanation = filter.explain(line.text, line.context);
  double most = -std::numeric_limits<double>::infinity();
  const auto look = [&](const policy::Explanation::Weighed& weighed) {
    most = std::max(most, weighed.score - weighed.hold_from);
  };
  if (explanation.weighed) look(*explanation.weighed);
  for (const auto& form : explanation.other_forms) look(form.weighed);
  return most;
}

class Evaluation {
 public:
  explicit Evaluation(const policy::Filter& filter) : filter_(filter) {}

  void add(const boost::json::object& object) {
    const TextLine line = text_line(object);
    const std::string expect = word(object, "expect");
    const std::string type = word(object, "type");
    if (expect != "violation" && expect != "benign" && expect != "ambiguous")
      throw BadLine("\"expect\" must be one of violation, benign, ambiguous");
    const policy::Verdict verdict = filter_.judge(line.text, line.context);
    counts_[expect][type].add(verdict.outcome);
    totals_[expect].add(verdict.outcome);
    const bool wrong = (expect == "violation" && verdict.outcome == Outcome::allow) ||
                       (expect == "benign" && verdict.outcome != Outcome::allow);
    if (wrong) note(line, type, verdict);
  }

  void print(std::ostream& out, std::size_t examples) {
    for (auto* each : {&missed_, &blocked_, &held_})
      std::stable_sort(each->begin(), each->end(), [](const auto& a, const auto& b) { return a.beyond > b.beyond; });
    table(out, "violation", "violations", "caught");
    table(out, "benign", "lawful texts", "stopped");
    table(out, "ambiguous", "ambiguous texts", "stopped");
    list(out, "lawful but blocked", blocked_, examples);
    list(out, "lawful but held", held_, examples);
    list(out, "violations let through", missed_, examples);
  }

 private:
  void note(const TextLine& line, const std::string& type, const policy::Verdict& verdict) {
    double above = 0;
    try {
      above = above_the_line(filter_, line);
    } catch (const policy::StepsExceeded&) {
      above = std::numeric_limits<double>::infinity();  // held unjudged
    }
    if (verdict.outcome == Outcome::allow) return missed_.push_back({line.id, type, line.text, "", -above});
    auto& list = verdict.outcome == Outcome::block ? blocked_ : held_;
    list.push_back({line.id, type, verdict.findings.front().quote, verdict.findings.front().rule, above});
  }

  static std::string word(const boost::json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    if (value == nullptr || !value->is_string()) throw BadLine("missing \"" + std::string(key) + "\"");
    return std::string(value->get_string());
  }

  void table(std::ostream& out, const std::string& expect, std::string_view title, std::string_view stopped) const {
    const auto found = counts_.find(expect);
    if (found == counts_.end()) return;
    out << std::left << std::setw(18) << title << std::right << std::setw(7) << "texts" << std::setw(10) << stopped
        << std::setw(10) << "blocked" << '\n';
    for (const auto& [type, counts] : found->second) row(out, clean_line(type), counts);
    row(out, "all", totals_.at(expect));
  }

  static void row(std::ostream& out, std::string_view type, const Counts& counts) {
    out << std::left << "  " << std::setw(16) << type << std::right << std::setw(7) << counts.texts
        << percent(counts.held + counts.blocked, counts.texts) << percent(counts.blocked, counts.texts) << '\n';
  }

  static std::string percent(std::size_t part, std::size_t whole) {
    std::ostringstream text;
    text << std::setw(9) << std::fixed << std::setprecision(1)
         << 100.0 * static_cast<double>(part) / static_cast<double>(whole) << '%';
    return text.str();
  }

  static void list(std::ostream& out, std::string_view title, const std::vector<Mistake>& mistakes,
                   std::size_t examples) {
    if (examples == 0 || mistakes.empty()) return;
    out << title << " (the worst " << std::min(examples, mistakes.size()) << " of " << mistakes.size() << "):\n";
    for (std::size_t at = 0; at < std::min(examples, mistakes.size()); ++at) {
      const Mistake& one = mistakes[at];
      out << "  " << clean_line(one.id) << ' ' << clean_line(one.type) << ' ' << one.rule
          << (one.rule.empty() ? "" : " ") << clean_line(one.said) << '\n';
    }
  }

  const policy::Filter& filter_;
  std::map<std::string, std::map<std::string, Counts>> counts_;  // by "expect" and type
  std::map<std::string, Counts> totals_;                         // by "expect"
  std::vector<Mistake> missed_;
  std::vector<Mistake> blocked_;
  std::vector<Mistake> held_;
};

bool add_file(Evaluation& evaluation, const std::string& file, std::ostream& err) {
  std::ifstream in(file);
  if (!in || std::filesystem::is_directory(file)) {
    err << clean_line(file) << ": cannot be read as a file\n";
    return false;
  }
  bool good = true;
  for (LineReader reader(in); reader.next();) {
    try {
      evaluation.add(object_of(reader.line()));
    } catch (const BadLine& bad) {
      err << clean_line(file) << ':' << reader.number() << ": " << bad.what() << '\n';
      good = false;
    }
  }
  return good;
}

}  // namespace

bool evaluate_files(const policy::Filter& filter, const std::vector<std::string>& files, std::size_t examples,
                    std::ostream& out, std::ostream& err) {
  Evaluation evaluation(filter);
  bool good = true;
  for (const std::string& file : files) good = add_file(evaluation, file, err) && good;
  evaluation.print(out, examples);
  return good;
}

}  // namespace jiaxin::cli
