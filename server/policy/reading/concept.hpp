#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

// The vocabulary of the rules: what a word, a number or the circumstances can mean. Pure values.
namespace jiaxin::policy {

enum class Concept : std::uint8_t {
  neutral,  // a compound that hides a cue inside it: 作业本, 课间, 高空作业
  // learning
  strong_task,   // 抄写 背诵 预习: always schoolwork
  weak_task,     // 做 写 读 完成: schoolwork only with an object
  read_task,     // 阅读: advice unless counted or checked
  make_task,     // 制作
  craft,         // 手抄报 灯笼
  homework,      // 作业
  disguised,     // zuoye, 昨业, 📝
  object,        // 生字 卷子 课文
  book,          // 练习册 数练
  place,         // 第5课 P23 3-5题
  title,         // 《静夜思》
  subject,       // 语文
  repeat,        // 两遍
  quantity,      // 一张
  duration,      // 20分钟
  answer,        // 答案
  study,         // 口算 朗读 as a noun
  heading,       // the list stands under 作业：
  subject_head,  // the clause stands under 语文：
  telegraph,     // hardly a word besides the schoolwork
  // when
  tonight,
  deadline,    // 明早交
  next_check,  // 明天抽背
  daily,
  tomorrow,
  // phone
  submit,
  capture,
  clock_in,
  chain,
  app,
  site,
  group_chat,
  print,
  online,
  electronic,
  install,
  // family
  parent,
  child,
  request,
  check,
  sign,
  dictate,
  supervise,
  on_behalf,
  // scores
  score_table,
  mean,
  rank,
  class_rank,
  fail,
  score_number,
  named_scores,
  exam,
  result,
  sport,
  number_of_thing,  // 尺码 座位: what numbers beside names may be
  // pressure
  compare,
  naming,
  undone,
  threat,
  praise,
  person,
  done,
  // veiled
  veil_strong,
  veil_same,
  veil_weak,
  // burden and commerce
  like,
  vote,
  share,
  follow,
  screenshot,
  exercise,
  chore,
  buy,
  goods,
  class_fund,
  red_packet,
  group_buy,
  scan,
  donate,
  money,
  // how it is said
  forbid,
  deny,
  turn,
  report,
  practice,  // 等行为 的做法: what came before is talked about
  question,
  complaint,
  advice,
  optional,
  describe,
  policy,
  in_school,
  staff,
  past,
  bring,
  slip,
  administration,
  election,
  absent,
  send_me,
  anonymous,
  late_sleep,
  // circumstances
  from_guardian,
  from_school,
  from_subject_teacher,
  is_direct,
  is_form,
  is_letter,
  count_
};

// Its name in rule packs.
std::string_view name(Concept one);
std::optional<Concept> concept_named(std::string_view wanted);

// A set of concepts; what rules are matched on.
class ConceptSet {
 public:
  constexpr ConceptSet() = default;
  constexpr ConceptSet(Concept one) { add(one); }  // NOLINT: a concept is a set of one
  constexpr ConceptSet(std::initializer_list<Concept> some) {
    for (const Concept one : some) add(one);
  }

  constexpr void add(Concept one) { word(one) |= bit(one); }
  constexpr void remove(Concept one) { word(one) &= ~bit(one); }
  constexpr bool has(Concept one) const { return ((is_high(one) ? high_ : low_) & bit(one)) != 0; }
  static constexpr ConceptSet all_but(const ConceptSet& some) {
    ConceptSet rest;
    rest.low_ = ~some.low_;
    rest.high_ = ~some.high_;
    return rest;
  }
  constexpr bool empty() const { return low_ == 0 && high_ == 0; }
  constexpr bool meets(const ConceptSet& other) const { return ((low_ & other.low_) | (high_ & other.high_)) != 0; }
  constexpr ConceptSet& operator|=(const ConceptSet& other) {
    low_ |= other.low_;
    high_ |= other.high_;
    return *this;
  }
  friend constexpr ConceptSet operator|(ConceptSet a, const ConceptSet& b) { return a |= b; }
  friend constexpr ConceptSet operator&(const ConceptSet& a, const ConceptSet& b) {
    ConceptSet both;
    both.low_ = a.low_ & b.low_;
    both.high_ = a.high_ & b.high_;
    return both;
  }
  friend constexpr bool operator==(const ConceptSet&, const ConceptSet&) = default;
  constexpr std::uint64_t hash() const { return low_ + high_ * 0x9e3779b97f4a7c15U; }

 private:
  static constexpr bool is_high(Concept one) { return static_cast<unsigned>(one) >= 64; }
  static constexpr std::uint64_t bit(Concept one) { return std::uint64_t{1} << (static_cast<unsigned>(one) % 64); }
  constexpr std::uint64_t& word(Concept one) { return is_high(one) ? high_ : low_; }

  std::uint64_t low_ = 0;
  std::uint64_t high_ = 0;
};

static_assert(static_cast<unsigned>(Concept::count_) <= 128);

// count_ when there is none.
constexpr Concept first_of(const ConceptSet& some) {
  unsigned one = 0;
  while (one < static_cast<unsigned>(Concept::count_) && !some.has(static_cast<Concept>(one))) ++one;
  return static_cast<Concept>(one);
}

}  // namespace jiaxin::policy
