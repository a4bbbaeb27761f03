#include "policy/pack/word_parser.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "policy/text/normalise.hpp"
#include "policy/text/utf8.hpp"

namespace jiaxin::policy {
namespace {

constexpr std::size_t most_words = 20'000;
constexpr std::size_t most_disguises = 4'096;
constexpr std::size_t longest_word = 32;
constexpr std::size_t longest_disguise = 8;

// What the reading finds out by itself.
constexpr ConceptSet found_out{Concept::heading,       Concept::subject_head, Concept::telegraph,
                               Concept::from_guardian, Concept::from_school,  Concept::from_subject_teacher,
                               Concept::is_direct,     Concept::is_form,      Concept::is_letter};

bool is_folded(std::u32string_view letters, const FoldTable& folds) {
  return std::all_of(letters.begin(), letters.end(), [&](char32_t letter) {
    bool same = false;
    folds.fold(
        letter, [&](char32_t to) { same = to == letter; }, [](Gap) {});
    return same;
  });
}

class WordParser {
 public:
  WordParser(std::span<const Pack> above, Pack& pack, Complaints& complaints) : pack_(pack), complaints_(complaints) {
    for (const Pack& one : above) disguises_.insert(disguises_.end(), one.disguises.begin(), one.disguises.end());
  }

  void read_disguises(const toml::table& table) {
    if (table.size() > most_disguises) return too_many(table.source(), most_disguises);
    for (const auto& [key, node] : table) read_disguise(key, node);
    disguises_.insert(disguises_.end(), pack_.disguises.begin(), pack_.disguises.end());
    folds_ = FoldTable(disguises_);
    for (const auto& [key, node] : table) {
      const auto to = node.value_exact<std::string_view>();
      if (to && !is_folded(decode_utf8(*to), folds_)) not_folded(node.source(), *to);
    }
  }

  void read_words(const toml::table& table) {
    for (const auto& [key, node] : table) {
      if (const auto meaning = meaning_of(key)) read_lines(*meaning, node);
    }
  }

 private:
  void read_disguise(const toml::key& key, const toml::node& node) {
    const std::u32string from = decode_utf8(key.str());
    if (from.size() != 1)
      return complaints_.add(key.source(), "左边应为一个字符", "the left side must be one character");
    const auto text = node.value_exact<std::string_view>();
    const std::u32string to = text ? decode_utf8(*text) : std::u32string();
    if (to.empty() || to.size() > longest_disguise)
      return complaints_.add(node.source(), "右边应为加引号的 1 到 8 个字",
                             "the right side must be 1 to 8 letters in quotes");
    pack_.disguises.push_back({from[0], to});
  }

  std::optional<Concept> meaning_of(const toml::key& key) {
    const std::string name(key.str());
    const auto meaning = concept_named(name);
    if (!meaning || found_out.has(*meaning)) {
      complaints_.add(key.source(), "没有可以列词的概念 " + name + "，请见规则包说明中的概念表",
                      "there is no concept " + name + " that takes words; see the list in the packs' README");
      return std::nullopt;
    }
    if (*meaning == Concept::neutral && pack_.level != Level::national) {
      complaints_.add(
          key.source(), "只有国家规则可以列 neutral：这类词会遮住上级规则要找的词，而下级只能加严",
          "only the national base may list neutral words: they hide words that the rules above look for, and a "
          "lower level may only tighten");
      return std::nullopt;
    }
    return meaning;
  }

  void read_lines(Concept meaning, const toml::node& node) {
    if (const auto* array = node.as_array()) {
      for (const toml::node& line : *array) read_line(meaning, line);
    } else {
      read_line(meaning, node);
    }
  }

  void read_line(Concept meaning, const toml::node& node) {
    const auto line = node.value_exact<std::string_view>();
    if (!line || line->find_first_not_of(' ') == std::string_view::npos)
      return complaints_.add(node.source(), "应为加引号的词语，用空格分开",
                             "must be words in quotes, separated by spaces");
    for (std::string_view rest = *line; !rest.empty();) {
      const std::size_t space = rest.find(' ');
      const std::string_view word = rest.substr(0, space);
      if (!word.empty()) read_word(meaning, word, node);
      rest = space == std::string_view::npos ? std::string_view{} : rest.substr(space + 1);
    }
  }

  void read_word(Concept meaning, std::string_view text, const toml::node& node) {
    std::u32string word = decode_utf8(text);
    if (pack_.words.size() == most_words) return too_many(node.source(), most_words);
    if (word.size() > longest_word)
      return complaints_.add(node.source(), "词语最长 32 个字", "a word has at most 32 letters");
    if (!is_folded(word, folds_)) return not_folded(node.source(), text);
    const std::string name(text);
    if (!seen_.emplace(word, meaning).second)
      return complaints_.add(node.source(), "“" + name + "”重复了，请删去一个",
                             "“" + name + "” is there twice, remove one");
    const bool harmless = meaning == Concept::neutral;
    const auto known = harmless_.emplace(word, harmless).first;
    if (known->second != harmless)
      return complaints_.add(node.source(), "“" + name + "”不能既是 neutral 又有别的意思",
                             "“" + name + "” cannot be neutral and mean something else");
    pack_.words.push_back({std::move(word), meaning});
  }

  void not_folded(const toml::source_region& at, std::string_view text) {
    const std::string given(text);
    const std::string folded = encode_utf8(normalise(decode_utf8(text), folds_).letters);
    const std::string zh = folded.empty() ? "不含文字" : "应写作“" + folded + "”";
    const std::string en = folded.empty() ? "holds no letter" : "must be written “" + folded + "”";
    complaints_.add(at, "“" + given + "”" + zh + "（简体、小写、无符号）",
                    "“" + given + "” " + en + " (as it is after folding)");
  }

  void too_many(const toml::source_region& at, std::size_t most) {
    complaints_.add(at, "最多 " + std::to_string(most) + " 个", "there may be at most " + std::to_string(most));
  }

  Pack& pack_;
  Complaints& complaints_;
  std::vector<Disguise> disguises_;
  FoldTable folds_;
  std::set<std::pair<std::u32string, Concept>> seen_;
  std::map<std::u32string, bool> harmless_;
};

}  // namespace

void read_words(Fields& fields, std::span<const Pack> above, Pack& pack, Complaints& complaints) {
  WordParser parser(above, pack, complaints);
  static const toml::table none;
  const toml::table* disguises = fields.optional_table("disguises");
  parser.read_disguises(disguises ? *disguises : none);
  if (const toml::table* words = fields.optional_table("words")) parser.read_words(*words);
}

}  // namespace jiaxin::policy
