#include "policy/pack/rule_parser.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace jiaxin::policy {
namespace {

constexpr std::size_t most_rules = 256;
constexpr std::size_t most_patterns = 1'024;
constexpr std::size_t most_excuses = 64;
constexpr std::size_t most_sets = 64;
constexpr std::size_t max_id_bytes = 64;
constexpr std::size_t max_words_bytes = 600;

const std::vector<std::string_view> violations{"V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8"};
const std::vector<std::string_view> outcomes{"allow", "hold", "block"};

template <class OnWord>
void each_word(std::string_view text, OnWord&& on_word) {
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    if (space != 0) on_word(text.substr(0, space));
    text = space == std::string_view::npos ? std::string_view{} : text.substr(space + 1);
  }
}

class RuleParser {
 public:
  RuleParser(std::span<const Pack> above, Pack& pack, Complaints& complaints)
      : above_(above), pack_(pack), complaints_(complaints) {}

  void read_sets(const toml::table& table) {
    if (table.size() > most_sets)
      return complaints_.add(table.source(), "sets 最多 64 个", "there may be at most 64 sets");
    for (const auto& [key, node] : table) sets_[std::string(key.str())] = set_of(node);
  }

  void read_rule(const toml::table& table) {
    Fields fields(table, complaints_);
    Rule rule;
    const std::string id = fields.text("id", max_id_bytes);
    rule.id = pack_.id + "/" + id;
    rule.type = static_cast<Violation>(fields.choice("type", violations).value_or(0));
    rule.reason = fields.text("reason", max_words_bytes);
    rule.reason_en = fields.text("reason_en", max_words_bytes);
    rule.way_on = fields.text("way_on", max_words_bytes);
    rule.way_on_en = fields.text("way_on_en", max_words_bytes);
    rule.source = fields.text("source", max_words_bytes);
    fields.refuse_others();
    if (!id.empty() && !is_id(id))
      complaints_.add(fields.at("id"), "id 只能用小写字母、数字和连字符",
                      "id may have small letters, digits and hyphens only");
    if (knows(pack_, rule.id))
      complaints_.add(fields.at("id"), "规则 " + id + " 重复了，请换一个 id",
                      "the rule " + id + " is there twice, rename one");
    pack_.rules.push_back(std::move(rule));
  }

  void read_pattern(const toml::table& table) {
    Fields fields(table, complaints_);
    Pattern pattern;
    pattern.rule = rule_of(fields, false);
    std::tie(pattern.in_group, pattern.direct) = outcomes_of(fields);
    if (fields.optional("counts")) pattern.counts_alone = fields.choice("counts", {"alone"}).has_value();
    read_sets_into(fields, pattern.all);
    pattern.none = optional_set(fields, "none");
    fields.refuse_others();
    pack_.patterns.push_back(std::move(pattern));
  }

  void read_raise(const toml::table& table) {
    Fields fields(table, complaints_);
    Raise raise;
    raise.rule = rule_of(fields, true);
    std::tie(raise.in_group, raise.direct) = outcomes_of(fields);
    fields.refuse_others();
    pack_.raises.push_back(std::move(raise));
  }

  void read_excuse(const toml::table& table) {
    if (pack_.level != Level::national)
      return complaints_.add(table.source(), "只有国家规则可以有 excuse：下级只能加严，不能放宽",
                             "only the national base may have an excuse: a lower level may tighten, never loosen");
    Fields fields(table, complaints_);
    Excuse excuse;
    excuse.why = fields.text("why", max_words_bytes);
    excuse.types = types_of(fields);
    read_sets_into(fields, excuse.all);
    excuse.unless = optional_set(fields, "unless");
    excuse.mercy = static_cast<Mercy>(fields.choice("mercy", {"drop", "hold"}).value_or(0));
    fields.refuse_others();
    pack_.excuses.push_back(std::move(excuse));
  }

 private:
  static bool knows(const Pack& pack, std::string_view id) {
    return std::any_of(pack.rules.begin(), pack.rules.end(), [&](const Rule& rule) { return rule.id == id; });
  }

  // A name without a pack is one of this pack.
  std::string rule_of(Fields& fields, bool of_above) {
    std::string name = fields.text("rule", 2 * max_id_bytes);
    if (name.empty()) return name;
    if (name.find('/') == std::string::npos) name.insert(0, pack_.id + "/");
    const bool known = (!of_above && knows(pack_, name)) ||
                       std::any_of(above_.begin(), above_.end(), [&](const Pack& one) { return knows(one, name); });
    if (!known)
      complaints_.add(fields.at("rule"),
                      std::string(of_above ? "上级规则包中没有规则 " : "没有规则 ") + name + "，请写已有规则的 id",
                      std::string(of_above ? "no pack above has the rule " : "there is no rule ") + name +
                          "; write the id of one that exists");
    return name;
  }

  std::pair<Outcome, Outcome> outcomes_of(Fields& fields) {
    const auto group = static_cast<Outcome>(fields.choice("group", outcomes).value_or(0));
    const auto direct = static_cast<Outcome>(fields.choice("direct", outcomes).value_or(0));
    if (group == Outcome::allow && fields.optional("group"))
      complaints_.add(fields.at("group"), "group 应为 hold 或 block：规则包不能放行",
                      "group must be hold or block: a pack cannot let things through");
    if (direct > group)
      complaints_.add(fields.at("direct"), "direct 不能比 group 更严", "direct must not be stricter than group");
    return {group, direct};
  }

  std::string types_of(Fields& fields) {
    const std::string types = fields.text("types", max_words_bytes);
    each_word(types, [&](std::string_view type) {
      if (std::find(violations.begin(), violations.end(), type) == violations.end())
        complaints_.add(fields.at("types"), "types 应为 V1 到 V8，用空格分开",
                        "types must be V1 to V8, separated by spaces");
    });
    return types;
  }

  template <std::size_t N>
  void read_sets_into(Fields& fields, std::array<ConceptSet, N>& all) {
    const toml::node* node = fields.optional("all");
    const toml::array* array = node ? node->as_array() : nullptr;
    if (!array || array->empty() || array->size() > N) {
      const std::string most = std::to_string(N);
      return complaints_.add(fields.at("all"), "all 应为方括号中的 1 到 " + most + " 组概念",
                             "all must be 1 to " + most + " sets of concepts in brackets");
    }
    std::size_t at = 0;
    for (const toml::node& one : *array) all[at++] = set_of(one);
  }

  ConceptSet optional_set(Fields& fields, std::string_view key) {
    const toml::node* node = fields.optional(key);
    return node ? set_of(*node) : ConceptSet();
  }

  ConceptSet set_of(const toml::node& node) {
    ConceptSet set;
    const auto text = node.value_exact<std::string_view>();
    const bool fits = text && text->size() <= max_words_bytes;
    if (fits) each_word(*text, [&](std::string_view name) { set |= named(name, node); });
    if (!fits || text->find_first_not_of(' ') == std::string_view::npos)
      complaints_.add(node.source(), "应为加引号的概念，用空格分开", "must be concepts in quotes, separated by spaces");
    return set;
  }

  ConceptSet named(std::string_view name, const toml::node& node) {
    if (name.starts_with('@')) {
      const auto found = sets_.find(std::string(name.substr(1)));
      if (found != sets_.end()) return found->second;
    } else if (const auto one = concept_named(name)) {
      return *one;
    }
    const std::string unknown(name);
    complaints_.add(
        node.source(), "没有概念 " + unknown + "，请见规则包说明中的概念表（@ 开头的是 [sets] 中的组）",
        "there is no concept " + unknown + "; see the list in the packs' README (@ stands before the names of [sets])");
    return {};
  }

  std::span<const Pack> above_;
  Pack& pack_;
  Complaints& complaints_;
  std::map<std::string, ConceptSet> sets_;
};

}  // namespace

bool is_id(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

void read_rules(Fields& fields, std::span<const Pack> above, Pack& pack, Complaints& complaints) {
  RuleParser parser(above, pack, complaints);
  if (const toml::table* sets = fields.optional_table("sets")) parser.read_sets(*sets);
  for (const toml::table* rule : fields.tables("rule", most_rules)) parser.read_rule(*rule);
  for (const toml::table* pattern : fields.tables("pattern", most_patterns)) parser.read_pattern(*pattern);
  for (const toml::table* raise : fields.tables("raise", most_rules)) parser.read_raise(*raise);
  for (const toml::table* excuse : fields.tables("excuse", most_excuses)) parser.read_excuse(*excuse);
}

}  // namespace jiaxin::policy
