#include "policy/rules.hpp"

namespace jiaxin::policy {
namespace {

using enum Concept;

using Set = ConceptSet;

constexpr Outcome block = Outcome::block;
constexpr Outcome hold = Outcome::hold;
constexpr Outcome allow = Outcome::allow;

constexpr Set any_homework{homework, disguised, heading};
constexpr Set when{tonight, tomorrow, deadline, next_check, daily};
constexpr Set thing{object, book, place, title, craft, study};
constexpr Set learning{homework, disguised, heading, object, book, place, title, craft, study, strong_task, read_task};
constexpr Set official{slip, administration};

constexpr Pattern table[] = {
    // V1 assign
    {"national/assign-task", block, block, {Set{strong_task}, Set{object, book, place, title, repeat}}},
    {"national/assign-task", block, block, {Set{weak_task, read_task}, Set{place}}, Set{slip}},
    {"national/assign-task", block, block,
     {Set{weak_task}, Set{object, book}, Set{repeat, quantity, subject, subject_head, request} | when | any_homework}, official},
    {"national/assign-task", block, block, {Set{weak_task, read_task}, Set{title}, Set{deadline, next_check, repeat} | any_homework}},
    {"national/assign-task", block, block, {Set{object, book, craft}, Set{place, repeat}}, Set{bring, slip}},
    {"national/assign-task", block, block, {Set{strong_task}, Set{deadline, next_check}}},
    {"national/assign-task", block, block, {Set{strong_task}, Set{tonight}, Set{request, subject, subject_head, duration, quantity}}},
    {"national/assign-task", block, block, {Set{next_check}, Set{object, place, book, title}, Set{tonight, request}}},
    {"national/assign-task", block, block, {Set{read_task}, Set{next_check, deadline}}},
    {"national/assign-task", block, block, {Set{place}, Set{deadline, next_check}}, official | Set{bring}},
    {"national/assign-task", hold, allow, {Set{place, strong_task, next_check}, Set{telegraph}}, official | Set{is_form, is_letter, from_school, describe, advice, policy, in_school, late_sleep}},
    {"national/assign-task", block, block, {Set{book}, Set{deadline, telegraph}, Set{quantity, place, deadline}}, official | Set{bring}},
    {"national/homework-list", block, block, {any_homework, Set{place, repeat, title}}},
    {"national/homework-list", block, block,
     {Set{heading, disguised, subject_head}, Set{strong_task, weak_task, read_task, make_task},
      Set{quantity, duration, deadline, daily, object, book, title, craft, strong_task}}, official},
    {"national/homework-list", block, block, {Set{heading, disguised}, Set{object, book, craft}, Set{quantity, telegraph, deadline, tonight}}},
    {"national/homework-list", block, block, {Set{homework}, Set{object, book, craft}, Set{quantity} | when}, Set{bring, slip}},
    {"national/homework-list", block, block, {Set{homework, disguised}, Set{strong_task}, when | Set{request, subject}}},
    {"national/homework-list", block, block, {Set{subject, subject_head}, Set{place}, Set{telegraph, deadline, next_check, tonight}}, Set{bring}},
    {"national/homework-list", block, block, {Set{subject_head}, Set{place, strong_task}}, Set{bring}},
    {"national/homework-list", block, block, {Set{subject_head}, Set{object, book, study}, Set{quantity, repeat, telegraph}}, Set{bring}},
    {"national/homework-list", block, block, {Set{homework, disguised}, Set{deadline, next_check}}, Set{slip}},
    {"national/make-at-home", block, block, {Set{make_task, weak_task}, Set{craft}, Set{request, homework} | when}},
    {"national/make-at-home", block, block, {Set{craft}, Set{deadline, next_check}}},
    {"national/make-at-home", block, block, {Set{craft}, Set{tonight}, Set{quantity, weak_task}}},
    {"national/absent-pupil", hold, hold, {Set{from_guardian}, Set{absent}, Set{homework}, Set{send_me, question, request}}},
    // V2 do or hand in by phone
    {"national/work-by-phone", block, block, {Set{submit}, learning}, official},
    {"national/work-by-phone", block, block, {Set{capture}, Set{strong_task, homework, disguised, book}}, Set{slip}},
    {"national/work-by-phone", block, block, {Set{capture}, learning, Set{request, deadline, group_chat}}, official},
    {"national/work-by-phone", block, block, {Set{app, site, online}, Set{homework, disguised, heading, study, place, strong_task, book}, Set{weak_task, strong_task, request, deadline}},
     Set{slip}},
    {"national/work-by-phone", block, block, {Set{app, site}, Set{study, place, book, homework}, Set{telegraph, subject, deadline} | when}, Set{slip}},
    {"national/work-by-phone", block, block, {Set{capture}, Set{submit}, Set{weak_task, read_task}}, official | Set{sport}},
    {"national/work-by-phone", block, block, {Set{electronic}, Set{deadline, submit, request, tonight}}, Set{slip}},
    {"national/learning-clock-in", block, block, {Set{clock_in, chain}, learning}},
    {"national/learning-clock-in", block, block, {Set{clock_in, chain}, Set{subject, weak_task, app}}, Set{slip}},
    {"national/homework-checkup", hold, hold, {Set{is_form}, Set{homework}, Set{done, undone, weak_task}, Set{tonight, request}}, Set{anonymous}},
    // V3 task to parents
    {"national/parent-helps", block, block, {Set{dictate}}},
    {"national/parent-checks", block, block, {Set{check}, Set{homework, disguised, object, book, study, strong_task, answer, place}, Set{parent, request, sign}}, Set{slip}},
    {"national/parent-checks", block, block, {Set{sign}, Set{homework, disguised, object, book, strong_task, study, place, exam}}, Set{slip}},
    {"national/parent-checks", block, block, {Set{sign}, Set{weak_task, read_task}, Set{title, duration, daily, repeat, quantity}}, official},
    {"national/parent-checks", block, block, {Set{answer}, Set{check, result, parent, submit, group_chat}}},
    {"national/parent-helps", block, block, {Set{print}, Set{object, book, study, homework, disguised, craft, place, answer}}, official},
    {"national/parent-helps", block, block, {Set{on_behalf}, Set{craft, make_task, homework, disguised, book, object, study, place}}, Set{policy, in_school, is_letter}},
    {"national/parent-helps", block, block, {Set{supervise}, Set{parent, request, child}, Set{strong_task}, thing | Set{deadline, tonight, capture, repeat}}, Set{late_sleep}},
    {"national/parent-helps", block, block, {Set{supervise}, Set{parent, request}, Set{weak_task}, Set{place, book, repeat, deadline, study}}, Set{late_sleep, policy}},
    {"national/urge-homework", hold, allow, {Set{supervise, request}, Set{homework, disguised}, Set{weak_task, tonight}, Set{parent, child, tonight}},
     Set{from_school, is_letter, from_guardian, policy, in_school, slip}},
    {"national/urge-homework", hold, allow, {Set{supervise}, Set{homework, disguised}, Set{parent, request}}, Set{from_school, is_letter, from_guardian, policy, in_school, slip}},
    // V6 disguise
    {"national/veiled", block, block, {Set{veil_strong}, Set{veil_same}}},
    {"national/veiled", block, block, {Set{veil_strong, veil_same}, Set{tonight, homework, disguised, strong_task, subject}}, official | Set{sport, bring}},
    {"national/veiled", hold, allow, {Set{veil_strong, veil_same}}, official | Set{sport, bring, in_school, describe}},
    {"national/veiled", block, block, {Set{veil_weak}, Set{homework, disguised, heading, strong_task}}, official},
    {"national/veiled", hold, allow, {Set{veil_weak}}, official | Set{sport, describe}},
    {"national/veiled", block, block, {any_homework, Set{result}}, official | Set{policy, describe, advice, exam}},
    {"national/veiled", hold, allow, {any_homework, Set{telegraph}}, Set{is_letter, is_form, from_school}},
    {"national/disguise", hold, allow, {Set{disguised}, Set{tonight, subject, deadline, request, daily, telegraph, heading}}},
    {"national/optional-but-checked", block, block, {Set{optional}, Set{next_check}}},
};

}  // namespace

std::span<const Pattern> learning_patterns() { return table; }

}  // namespace jiaxin::policy
