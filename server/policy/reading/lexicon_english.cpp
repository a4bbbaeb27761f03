#include "policy/reading/lexicon.hpp"

namespace jiaxin::policy {
namespace {

using enum Concept;

constexpr Words table[] = {
    {homework, "homework homeworks hw assignment assignments homew0rk h0mework homewrk"},
    {strong_task, "recite memorize memorise copy copyout preview revise dictation learnbyheart"},
    {weak_task, "read write complete finish do practise practice answer study learn solve review"},
    {object,
     "worksheet worksheets words spelling spellings sentences essay composition diary poem passage vocabulary "
     "exercises questions problems paragraph"},
    {book, "workbook textbook exercisebook studentbook activitybook"},
    {deadline, "due dueby duetomorrow handin turnin submitby deadline"},
    {tonight, "tonight thisevening athome weekend thisweekend afterschool"},
    {tomorrow, "tomorrow monday nextday tmr"},
    {request, "please pls must shouldbe remember needto haveto makesure"},
    {repeat, "twice times threetimes twotimes"},
    {submit, "upload submit sendme sendit post sendtome"},
    {capture, "photo photos video picture recording record"},
    {parent, "parents parent mum dad"},
    {check, "check correct mark"},
    {sign, "sign signature signed"},
    {print, "print printout"},
    {deny, "no not without isno dont donot doesnot don cancel"},
    {forbid, "never mustnot shallnot notallowed prohibited forbidden"},
    {question, "what isthere which when howmuch arethere didthe"},
    {mean, "average averagescore classaverage"},
    {rank, "ranking ranked firstplace toptenlist"},
    {score_table, "scorelist scoresheet gradelist resultssheet"},
    {subject, "math maths chinese english science"},
    {undone, "notfinished unfinished notdone missinghomework"},
    {neutral, "dowork makeup dooropen finishline message nothing note notice"},
};

}  // namespace

std::span<const Words> english_words() { return table; }

}  // namespace jiaxin::policy
