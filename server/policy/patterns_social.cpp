#include "policy/rules.hpp"

namespace jiaxin::policy {
namespace {

using enum Concept;

using Set = ConceptSet;

constexpr Outcome block = Outcome::block;
constexpr Outcome hold = Outcome::hold;
constexpr Outcome allow = Outcome::allow;

constexpr Set learning{homework, disguised, heading, object, book, place, title, study, strong_task, read_task};
constexpr Set official{slip, administration};

constexpr Pattern table[] = {
    // V4 scores and ranks
    {"national/ranking", block, block, {Set{mean}}, Set{sport, slip, administration}},
    {"national/ranking", block, block, {Set{class_rank}}, Set{sport, slip}},
    {"national/ranking",
     block,
     block,
     {Set{rank}, Set{exam, subject, person, mean, score_number, child, result}},
     Set{sport}},
    {"national/ranking", hold, hold, {Set{rank}}, Set{sport, from_guardian}},
    {"national/ranking",
     block,
     block,
     {Set{score_table}, Set{result, submit, group_chat, person, share, subject, exam, child, tonight}},
     Set{sport, question}},
    {"national/ranking", hold, hold, {Set{score_table}}, Set{sport, bring, question}},
    {"national/scores-in-public", block, allow, {Set{fail}, Set{naming, person, exam, result, subject, score_number}}},
    {"national/scores-in-public",
     block,
     allow,
     {Set{score_number}, Set{result, person, exam, naming, child, subject, praise}},
     Set{sport}},
    {"national/scores-in-public", block, block, {Set{score_number}, Set{naming, result}}, Set{sport}},
    {"national/scores-in-public", block, block, {Set{result}, Set{person}, Set{subject, exam}}, Set{sport} | official},
    {"national/scores-in-public", block, allow, {Set{named_scores}}, Set{sport}},
    {"national/scores-in-public", block, allow, {Set{exam}, Set{person, naming}}, Set{sport, administration}},
    // V5 pressure and naming
    {"national/pressure",
     block,
     hold,
     {Set{compare}, Set{done, undone, parent, child, weak_task, make_task} | learning},
     Set{sport, slip, administration, bring}},
    {"national/pressure", block, hold, {Set{threat}}, Set{sport, describe}},
    {"national/naming",
     block,
     hold,
     {Set{naming}, Set{undone, done, fail, clock_in, praise} | learning},
     Set{sport, slip, administration}},
    {"national/naming", block, hold, {Set{undone}, Set{person}}, Set{slip, from_guardian}},
    {"national/naming",
     block,
     allow,
     {Set{undone}, Set{homework, disguised, object, book, study, strong_task, quantity}},
     Set{slip, from_guardian, late_sleep, policy, advice, administration, question, in_school}},
    {"national/pressure",
     hold,
     allow,
     {Set{undone}, Set{deadline, naming, tonight}},
     Set{slip, administration, from_guardian, late_sleep, policy, advice}},
    {"national/naming", block, allow, {Set{praise}, Set{person, naming}, Set{done, exam} | learning}, Set{sport}},
    {"national/naming", block, allow, {Set{praise}, Set{done}, Set{child, homework, person}}, Set{sport}},
    {"national/named-praise", hold, allow, {Set{praise}, Set{person}}, Set{sport}},
    // V7 burden
    {"national/likes-and-votes",
     block,
     block,
     {Set{like}, Set{screenshot, share, submit, group_chat, vote, online, app, scan, follow, request}}},
    {"national/likes-and-votes", block, block, {Set{vote}}, Set{election, slip, anonymous, is_form}},
    {"national/likes-and-votes", block, block, {Set{follow}}},
    {"national/likes-and-votes",
     block,
     block,
     {Set{share}, Set{screenshot, request, like, submit, group_chat}},
     Set{administration}},
    {"national/likes-and-votes", block, block, {Set{screenshot}, Set{submit, group_chat, request, online}}, Set{slip}},
    {"national/install-app", block, block, {Set{install}, Set{app}}, Set{slip}},
    {"national/chain-reply", block, block, {Set{chain}}, Set{slip}},
    {"national/chain-reply",
     block,
     block,
     {Set{clock_in}, Set{daily, submit, group_chat, chain, exercise}, Set{daily, submit, group_chat, chain}}},
    {"national/chain-reply", hold, allow, {Set{clock_in}}, Set{slip, administration}},
    {"national/proof-of-chores", hold, hold, {Set{exercise, chore}, Set{capture, submit, clock_in}}, Set{sport}},
    // V8 commerce
    {"national/class-fund", block, block, {Set{red_packet}}, Set{describe}},
    {"national/class-fund",
     block,
     block,
     {Set{class_fund}, Set{money, chain, buy, request, scan, deadline, quantity, tonight, tomorrow, submit}}},
    {"national/class-fund", hold, hold, {Set{class_fund}}},
    {"national/sales", block, block, {Set{group_buy}}},
    {"national/sales", block, block, {Set{buy, scan, chain}, Set{goods, book}}},
    {"national/sales", block, block, {Set{buy}, Set{title, object, book}, Set{money, scan}}, official},
    {"national/sales", hold, allow, {Set{buy}, Set{object}}, official | Set{question}},
    {"national/sales", hold, hold, {Set{goods}, Set{request, advice, online, optional}}, Set{policy, describe}},
    {"national/class-fund", hold, hold, {Set{donate}}, Set{policy}},
    {"national/class-fund", block, block, {Set{money}, Set{chain}}, official},
};

constexpr Set schoolwork_detail{place, repeat};

constexpr Excuse mercies[] = {
    {"a guardian asks in private",
     "V1 V2 V3",
     {Set{from_guardian}, Set{is_direct}, Set{question}},
     Set{absent},
     Mercy::drop},
    {"a guardian asks",
     "V1 V2 V3 V4 V5 V6",
     {Set{from_guardian}, Set{question}},
     schoolwork_detail | Set{absent},
     Mercy::drop},
    {"a guardian asks and repeats the task", "V1", {Set{from_guardian}, Set{question}}, Set{absent}, Mercy::hold},
    {"a guardian complains", "V1 V2 V3 V4 V5 V6 V7", {Set{from_guardian}, Set{complaint}}, {}, Mercy::drop},
    {"a form asks about habits", "V1 V2 V3 V5 V7", {Set{is_form}, Set{question}}, schoolwork_detail, Mercy::drop},
    {"the practice is talked about",
     "V1 V2 V3 V4 V5 V6 V7 V8",
     {Set{practice}, Set{forbid, deny, policy, report}},
     {},
     Mercy::drop},
    {"it is done in school",
     "V1",
     {Set{in_school}},
     Set{tonight, deadline, request, next_check, heading, subject_head},
     Mercy::drop},
    {"it is over",
     "V1",
     {Set{past}},
     Set{tonight, deadline, request, next_check, heading, subject_head, homework, repeat},
     Mercy::drop},
    {"it describes teaching",
     "V1 V2",
     {Set{describe}},
     Set{submit, capture, clock_in, place, repeat, title, deadline, next_check, heading, subject_head, tonight},
     Mercy::drop},
    {"advice without proof",
     "V1 V3",
     {Set{advice, optional}},
     Set{next_check, deadline, submit, capture, clock_in, place, repeat, heading, subject_head, book},
     Mercy::drop},
    {"staff ask whether it is done",
     "V1 V2",
     {Set{question}},
     Set{absent, tonight, deadline, next_check, request, heading, subject_head},
     Mercy::hold},
};

}  // namespace

std::span<const Pattern> social_patterns() { return table; }

std::span<const Excuse> excuses() { return mercies; }

}  // namespace jiaxin::policy
