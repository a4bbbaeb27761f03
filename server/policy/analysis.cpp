#include "policy/analysis.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "policy/model/hashing.hpp"
#include "policy/text/utf8.hpp"

namespace jiaxin::policy {
namespace {

constexpr std::size_t longest_before = 256;  // bytes of what was said before: a passage reaches no further

FoldTable folds_of(std::span<const Pack> packs) {
  std::vector<Disguise> disguises;
  for (const Pack& pack : packs) disguises.insert(disguises.end(), pack.disguises.begin(), pack.disguises.end());
  return FoldTable(disguises);
}

CueTrie words_of(std::span<const Pack> packs) {
  Cues cues;
  for (const Pack& pack : packs)
    for (const Word& word : pack.words) cues[word.letters].add(word.meaning);
  return CueTrie(cues);
}

// The sender's last messages, and what the text answers, as lines before it.
std::string said_before(const Context& context) {
  std::string before;
  for (const Earlier& earlier : context.earlier)
    if (earlier.same_sender && earlier.minutes_ago <= one_thought_minutes) before += earlier.text + '\n';
  if (!context.reply_to.empty()) before += context.reply_to + '\n';
  if (before.size() > longest_before) before.erase(0, before.size() - longest_before);
  return before;
}

// What is denied, forbidden, reported, asked, over, or done in class is no task, though the clause that names it says so.
constexpr ConceptSet excuses{Concept::forbid,   Concept::deny,      Concept::report,    Concept::practice,
                             Concept::question, Concept::complaint, Concept::in_school, Concept::past};

// 「作业写完了吗？」 asks about homework, not what there is.
constexpr std::u32string_view what[] = {U"什么", U"啥", U"哪", U"多少", U"几", U"有", U"布置", U"留", U"what", U"any"};

bool asks_what_there_is(const Normalised& said, const Reading& reading, const Sentence& sentence) {
  const Clause& first = reading.clauses[sentence.first_clause];
  const Clause& last = reading.clauses[sentence.last_clause - 1];
  ConceptSet meant;
  for (std::uint32_t at = first.first_token; at < last.last_token; ++at) meant |= reading.tokens[at].meaning;
  if (!meant.meets({Concept::homework, Concept::disguised})) return false;
  if (!(last.after & gap_question) && !meant.has(Concept::question)) return false;
  const auto letters = std::u32string_view(said.letters).substr(first.begin, last.end - first.begin);
  return std::any_of(std::begin(what), std::end(what),
                     [&](std::u32string_view word) { return letters.find(word) != letters.npos; });
}

void hide_names(Analysis& found) {
  const auto letters = found.letters.letters.begin();
  for (const Token& token : found.reading.tokens)
    if (token.meaning.has(Concept::person)) std::fill(letters + token.begin, letters + token.end, name_letter);
}

}  // namespace

std::string_view end_of(std::string_view said) {
  if (said.size() <= longest_before) return said;
  said.remove_prefix(said.size() - longest_before);
  while (!said.empty() && (static_cast<unsigned char>(said.front()) & 0xc0) == 0x80) said.remove_prefix(1);
  return said;
}

Analysis::Points Analysis::points_of(const Letters& part) const {
  if (part.begin >= part.end) return {0, 0};
  const auto from = letters.origin.begin();
  const auto [first, last] = std::minmax_element(from + part.begin, from + part.end);
  return {*first, *last + std::size_t{1}};
}

std::string Analysis::given(const Points& stretch) const {
  return encode_utf8(std::u32string_view(points).substr(stretch.begin, stretch.end - stretch.begin));
}

std::string Analysis::quote(const Letters& part) const { return given(points_of(part)); }

Analysis::Letters passage_letters(const Analysis& found, const Passage& passage) {
  const Reading& reading = found.reading;
  return {reading.clauses[reading.sentences[passage.first_sentence].first_clause].begin,
          reading.clauses[reading.sentences[passage.last_sentence - 1].last_clause - 1].end};
}

bool concerns_families(const Analysis& found, const Passage& passage, const Context& context) {
  if (audience_of(context) != Audience::staff) return true;
  const auto first = found.stances.begin();
  return std::any_of(first + passage.first_sentence, first + passage.last_sentence, [](const Stance& stance) {
    return stance.live.meets({Concept::parent, Concept::group_chat});
  });
}

std::uint64_t Analysis::how_it_is_read() const {
  std::uint64_t running = own_letter;
  const auto add = [&](std::uint64_t next) { running = hash_step(running, next); };
  for (std::size_t at = 0; at < letters.size(); ++at) add(letters.letters[at] | std::uint64_t{letters.gap[at]} << 32);
  if (letters.size() > 0) add(letters.gap[letters.size()]);
  for (const Token& token : reading.tokens) {
    add(token.begin | std::uint64_t{token.end} << 32);
    add(token.meaning.hash());
  }
  return running;
}

bool Analysis::may_excuse() const {
  return std::any_of(stances.begin(), stances.end(), [](const Stance& one) { return one.live.meets(excuses); }) ||
         std::any_of(letters.gap.begin(), letters.gap.end(), [](Gap gap) { return (gap & gap_quote_open) != 0; });
}

std::vector<RuleHit> Analysis::rule_hits() const {
  std::vector<RuleHit> found;
  for (const Hit& hit : hits)
    if (!hit.counts_alone) found.push_back({hash_of(hash_text(hit.rule->id), hit.outcome), hit.begin, hit.end});
  return found;
}

Analyst::Analyst(std::span<const Pack> packs) : folds_(folds_of(packs)), cues_(words_of(packs)), scales_(packs) {}

Analysis Analyst::analyse(std::string_view text, const Context& context, StepBudget& steps) const {
  Analysis found;
  found.points = decode_utf8(said_before(context));
  found.own_point = static_cast<std::uint32_t>(found.points.size());
  found.points += decode_utf8(text);
  found.letters = normalise(found.points, folds_);
  const auto& origin = found.letters.origin;
  const auto is_before = [&](std::uint32_t point) { return point < found.own_point; };
  found.own_letter =
      static_cast<std::uint32_t>(std::partition_point(origin.begin(), origin.end(), is_before) - origin.begin());
  if (found.own_point > 0 && found.own_letter == 0) {
    // Signs alone say nothing, but an opened 《 or “ would have the text read as a title or a quotation.
    found.points.erase(0, std::exchange(found.own_point, 0));
    found.letters = normalise(found.points, folds_);
  }
  if (found.letters.size() == 0) return found;
  steps.spend(found.letters.size());
  found.reading = read(found.letters, cues_);
  Heading heading;
  for (const Sentence& sentence : found.reading.sentences)
    found.stances.push_back(take_stance(found.letters, found.reading, sentence, heading));
  found.hits = scales_.weigh(found.reading, found.stances, context, steps);
  hide_names(found);
  return found;
}

Normalised Analyst::letters_of(std::string_view text) const { return normalise(decode_utf8(text), folds_); }

bool Analyst::asks_for_homework(const Normalised& said, StepBudget& steps) const {
  if (said.size() == 0) return false;
  steps.spend(said.size());
  const Reading reading = read(said, cues_);
  return std::any_of(reading.sentences.begin(), reading.sentences.end(),
                     [&](const Sentence& sentence) { return asks_what_there_is(said, reading, sentence); });
}

}  // namespace jiaxin::policy
