// The roster grows old and is replaced, and one parent always forgets his password.
#include "busy_school.hpp"

namespace jiaxin::stage {
namespace {

constexpr std::size_t sends_between = 100;  // rosters, so that most cuts fall elsewhere

v1::ServerFrame must_get(WireClient& admin, const v1::ClientFrame& request, v1::ServerFrame::BodyCase answer) {
  auto got = admin.ask(request);
  if (got.body_case() != answer) throw StageError("another answer: " + got.ShortDebugString());
  return got;
}

}  // namespace

RosterText busy_roster(std::size_t number) {
  auto roster = small_roster();
  roster.add_class("c-3", class_three).add_class("c-4", class_four);
  roster.add_teacher("t-song", "宋雅琴", "c-3").add_teacher("t-bai", "白志远", "c-4");
  roster.add_guardian("g-qin", "秦文静").add_guardian(newcomer, "魏志强");
  roster.add_child("p-8", "秦子轩", "c-3", {{"g-qin", "母亲"}, {"g-han", "姑母"}})
      .add_child("p-9", "秦子涵", "c-4", {{"g-qin", "母亲"}})
      .add_child("p-10", newcomers_child(number), "c-4", {{newcomer, "父亲"}});
  return roster;
}

std::string newcomers_child(std::size_t roster) { return "学生" + std::to_string(roster); }
std::string newcomers_password(std::size_t sign_up) { return "qinghe-" + std::to_string(sign_up); }

void BusySchool::administrate(WireClient& admin, const std::string&) {
  for (std::size_t number = 1; !ending_; ++number) {
    rest();
    import_roster(admin, number);
    let_sign_up(admin, number);
    const auto due = ledger_.copy().stored.size() + sends_between;
    ledger_.wait(patience, [&](const Promises& now) { return ending_ || now.stored.size() >= due; });
  }
}

void BusySchool::import_roster(WireClient& admin, std::size_t number) {
  for (const auto& [name, content] : busy_roster(number).files()) {
    v1::ClientFrame put;
    auto& piece = *put.mutable_put_roster_piece();
    *piece.mutable_member() = admin.member();
    piece.set_file_name(name);
    piece.set_data(content);
    must_get(admin, put, v1::ServerFrame::kRosterPieceKept);
  }
  v1::ClientFrame apply;
  *apply.mutable_apply_roster()->mutable_member() = admin.member();
  ledger_.note([&](Promises& promises) { promises.rosters_started = number; });
  must_get(admin, apply, v1::ServerFrame::kRosterApplied);
  ledger_.note([&](Promises& promises) { promises.rosters = number; });
}

// The first time it makes his account, later it sets another password.
void BusySchool::let_sign_up(WireClient& admin, std::size_t number) {
  v1::ClientFrame issue;
  *issue.mutable_issue_codes()->mutable_member() = admin.member();
  issue.mutable_issue_codes()->add_person_ids(newcomer);
  const auto codes = must_get(admin, issue, v1::ServerFrame::kCodes).codes();
  WireClient guardian(port_);
  ledger_.note([&](Promises& promises) { promises.sign_ups_started = number; });
  const auto answer = guardian.try_code(codes.codes(0).code(), newcomers_password(number));
  if (!answer.has_signed_in()) throw StageError("the code is refused: " + answer.ShortDebugString());
  ledger_.note([&](Promises& promises) { promises.sign_ups = number; });
}

}  // namespace jiaxin::stage
