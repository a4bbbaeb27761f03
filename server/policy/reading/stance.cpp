#include "policy/reading/stance.hpp"

#include <string_view>

namespace jiaxin::policy {
namespace {

using enum Concept;

constexpr ConceptSet acts{strong_task, weak_task, read_task, make_task, check,     sign,   dictate,
                          supervise,   print,     submit,    clock_in,  on_behalf, capture};
constexpr ConceptSet tasks{strong_task, weak_task, read_task, make_task};
constexpr ConceptSet concrete{place, repeat, title, deadline, next_check};
constexpr ConceptSet resets{place, repeat, turn, tonight, next_check};
// How something is said, and to whom, holds whether or not it stands in a negated stretch.
constexpr ConceptSet framing{forbid, deny,     turn,     report,     practice,       question,       complaint,
                             advice, optional, describe, policy,     in_school,      staff,          past,
                             bring,  slip,     election, absent,     administration, send_me,        anonymous,
                             parent, child,    sport,    late_sleep, person,         number_of_thing};
constexpr ConceptSet schoolwork{strong_task, weak_task, read_task, make_task, craft,  homework, disguised, object,
                                book,        place,     title,     subject,   repeat, quantity, study,     next_check};
constexpr ConceptSet heading_words{homework, disguised, subject, tonight, tomorrow, neutral};
constexpr ConceptSet heads_marks{subject, exam, result, score_table, mean, rank};
constexpr std::uint32_t longest_heading = 12;
constexpr std::uint32_t longest_item = 40;

constexpr ConceptSet unframed = ConceptSet::all_but(framing);

enum class Polarity { plain, forbidden, denied, reported };

class SentenceReader {
 public:
  SentenceReader(const Normalised& text, const Reading& reading, const Sentence& sentence, Heading& heading)
      : text_(text), reading_(reading), sentence_(sentence), heading_(heading) {}

  Stance run() {
    out_.quote_is_mentioned = mentions_quotation();
    drop_heading();
    const bool under_numbers = heading_.number_of_thing;
    for (std::uint32_t at = sentence_.first_clause; at < sentence_.last_clause; ++at) clause(reading_.clauses[at]);
    if (reading_.clauses[sentence_.last_clause - 1].after & gap_question) out_.live.add(question);
    if (under_numbers) out_.live.add(number_of_thing);
    if (heads_numbers()) heading_.number_of_thing = true;
    if (out_.letters > 0 && covered_ * 10 >= out_.letters * 7) out_.live.add(telegraph);
    return std::move(out_);
  }

 private:
  const Token& token(std::uint32_t at) const { return reading_.tokens[at]; }

  bool mentions_quotation() const {
    bool quoted = false;
    bool talked_about = false;
    for (std::uint32_t at = first_token(); at < last_token(); ++at) {
      if (token(at).quoted) {
        quoted = true;
      } else {
        talked_about |= token(at).meaning.meets({forbid, report, practice, complaint});
      }
    }
    return quoted && talked_about;
  }

  std::uint32_t first_token() const { return reading_.clauses[sentence_.first_clause].first_token; }
  std::uint32_t last_token() const { return reading_.clauses[sentence_.last_clause - 1].last_token; }

  // 校服尺码：, 姓名,房间: little else is said, and a list stands behind it.
  bool heads_numbers() const {
    const Gap after = reading_.clauses[sentence_.last_clause - 1].after;
    if ((after & gap_stop) != 0 || (after & (gap_colon | gap_newline | gap_item)) == 0) return false;
    std::uint32_t said = 0;
    for (std::uint32_t at = first_token(); at < last_token(); ++at) {
      if (token(at).meaning.meets(heads_marks)) return false;
      if (token(at).meaning.has(number_of_thing)) said += token(at).end - token(at).begin;
    }
    return said * 5 >= out_.letters && said > 0;
  }

  // A heading holds for the lines of its list and ends with the first ordinary sentence.
  void drop_heading() {
    const Clause& first = reading_.clauses[sentence_.first_clause];
    const Clause& last = reading_.clauses[sentence_.last_clause - 1];
    if (!sentence_.item || last.end - first.begin > longest_item) heading_ = {};
  }

  void clause(const Clause& c) {
    out_.letters += c.end - c.begin;
    if (is_heading(c)) return;
    if (heading_.homework) out_.live.add(heading);
    if (heading_.subject) out_.live.add(subject_head);
    start_clause(c);
    const std::size_t first_meant = out_.meant.size();
    bool act_negated = false;
    for (std::uint32_t at = c.first_token; at < c.last_token; ++at) act_negated |= !word(at);
    if (act_negated) unsay(first_meant);
  }

  // 作业： 语文： 【周末作业】: almost nothing but such words, and a colon or the end of the line behind them.
  bool is_heading(const Clause& c) {
    const std::uint32_t length = c.end - c.begin;
    if (length > longest_heading || (c.after & (gap_colon | gap_newline | gap_joint | gap_item | gap_dot)) == 0)
      return false;
    std::uint32_t known = 0;
    Heading found;
    for (std::uint32_t at = c.first_token; at < c.last_token; ++at) {
      if (!token(at).meaning.meets(heading_words)) return false;
      known += token(at).end - token(at).begin;
      found.homework |= token(at).meaning.meets({homework, disguised});
      found.subject |= token(at).meaning.has(subject);
    }
    if (!found.homework && !found.subject) {
      if (c.after & gap_colon) heading_.homework = heading_.subject = false;
      return false;
    }
    if (known * 10 < length * 6) return false;
    heading_ = {found.homework || (heading_.homework && found.subject), found.subject};
    for (std::uint32_t at = c.first_token; at < c.last_token; ++at) mean(at);
    return true;
  }

  void start_clause(const Clause& c) {
    staff_acts_ = false;
    short_denial_ = false;
    if (polarity_ == Polarity::plain) return;
    ConceptSet said;
    for (std::uint32_t at = c.first_token; at < c.last_token; ++at) said |= token(at).meaning;
    const bool carries = polarity_ != Polarity::denied && !said.meets(resets) && !begins_with_request(c);
    if (!carries) polarity_ = Polarity::plain;
  }

  bool begins_with_request(const Clause& c) const {
    return c.first_token < c.last_token && token(c.first_token).meaning.has(request) &&
           token(c.first_token).begin <= c.begin + 2;
  }

  // Returns false when the word is an act that is not meant.
  bool word(std::uint32_t at) {
    const ConceptSet& meaning = token(at).meaning;
    out_.live |= framed(meaning, at);
    turn_polarity(meaning, at);
    if (meaning.meets({parent, child}) || is_appeal(at)) staff_acts_ = false;
    if (meaning.has(staff)) staff_acts_ = true;
    const bool mentioned = token(at).quoted && out_.quote_is_mentioned;
    const bool by_staff = staff_acts_ && meaning.meets(acts);
    if (polarity_ == Polarity::plain && !mentioned && !by_staff) {
      mean(at);
      return true;
    }
    const bool negated = polarity_ != Polarity::plain && meaning.meets(tasks);
    if (negated && short_denial_) end_short_denial();
    return !negated;
  }

  void turn_polarity(const ConceptSet& meaning, std::uint32_t at) {
    if (meaning.has(forbid)) polarity_ = Polarity::forbidden;
    if (meaning.has(deny) && polarity_ != Polarity::forbidden) {
      polarity_ = Polarity::denied;
      short_denial_ = text_.letters[token(at).begin] == U'没' && token(at).end == token(at).begin + 1;
    }
    if (short_denial_ && meaning.has(tonight)) end_short_denial();
    if (meaning.has(report)) polarity_ = Polarity::reported;
    if (meaning.has(turn)) polarity_ = Polarity::plain;
  }

  // 没画完的回家画完: 没 denies the next act only.
  void end_short_denial() {
    if (polarity_ == Polarity::denied) polarity_ = Polarity::plain;
    short_denial_ = false;
  }

  bool is_appeal(std::uint32_t at) const {
    constexpr std::u32string_view heads = U"请麻辛拜记务";
    return token(at).meaning.has(request) && heads.find(text_.letters[token(at).begin]) != heads.npos;
  }

  // 背了第5课, 已背完: only then is the task itself over.
  bool of_a_task(std::uint32_t at) const {
    const bool behind =
        at > first_token() && token(at - 1).end == token(at).begin && token(at - 1).meaning.meets(tasks);
    const bool before =
        at + 1 < last_token() && token(at + 1).begin == token(at).end && token(at + 1).meaning.meets(tasks);
    return behind || before;
  }

  ConceptSet framed(const ConceptSet& meaning, std::uint32_t at) const {
    ConceptSet kept = meaning & framing;
    if (kept.has(past) && !of_a_task(at)) kept.remove(past);
    return kept;
  }

  void mean(std::uint32_t at) {
    out_.live |= token(at).meaning & unframed;
    out_.meant.push_back(at);
    if (token(at).meaning.meets(schoolwork)) covered_ += token(at).end - token(at).begin;
  }

  // 第5课不用背: what is not to be done takes back the object before it.
  void unsay(std::size_t first_meant) {
    ConceptSet rest;
    for (std::size_t i = first_meant; i < out_.meant.size(); ++i) rest |= token(out_.meant[i]).meaning;
    if (rest.meets(tasks) || !rest.meets(concrete | ConceptSet{object, book, homework})) return;
    out_.meant.resize(first_meant);
    ConceptSet live;
    for (const std::uint32_t at : out_.meant) live |= token(at).meaning & unframed;
    for (std::uint32_t at = first_token(); at < last_token(); ++at) live |= framed(token(at).meaning, at);
    out_.live = live;
  }

  const Normalised& text_;
  const Reading& reading_;
  const Sentence& sentence_;
  Heading& heading_;
  Stance out_;
  Polarity polarity_ = Polarity::plain;
  bool short_denial_ = false;
  bool staff_acts_ = false;
  std::uint32_t covered_ = 0;
};

}  // namespace

Stance take_stance(const Normalised& text, const Reading& reading, const Sentence& sentence, Heading& heading) {
  return SentenceReader(text, reading, sentence, heading).run();
}

ConceptSet circumstances(const Context& context) {
  ConceptSet set;
  if (audience_of(context) == Audience::one) set.add(is_direct);
  if (context.kind == Kind::form) set.add(is_form);
  if (context.kind == Kind::letter) set.add(is_letter);
  if (context.sender == Sender::guardian) set.add(from_guardian);
  if (context.sender == Sender::school) set.add(from_school);
  if (context.sender == Sender::subject_teacher) set.add(from_subject_teacher);
  return set;
}

}  // namespace jiaxin::policy
