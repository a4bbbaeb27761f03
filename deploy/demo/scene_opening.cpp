// Before school: the server starts, the roster comes in, and those who play get their accounts.
#include <fstream>
#include <map>
#include <sstream>

#include "day.hpp"

namespace jiaxin::demo {
namespace {

constexpr std::size_t piece_bytes = 48 * 1024;
// The server slows down whoever tries many codes at once from one address; so few are never slowed down.
constexpr std::size_t sign_ins_at_once = 4;

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream all;
  all << in.rdbuf();
  expect(bool(in), file.string() + " can be read");
  return all.str();
}

void upload(Person& admin, const std::filesystem::path& file) {
  const auto content = content_of(file);
  for (std::size_t at = 0; at == 0 || at < content.size(); at += piece_bytes) {
    v1::PutRosterPiece piece;
    *piece.mutable_member() = admin.member();
    piece.set_file_name(file.filename());
    piece.set_offset(at);
    piece.set_data(content.substr(at, piece_bytes));
    admin.ask<v1::RosterPieceKept>("uploads " + file.filename().string(),
                                   [&](auto done) { admin.client().put_roster_piece(piece, done); });
  }
}

std::string problems_in_words(const v1::RosterProblems& problems) {
  std::string words;
  for (const auto& problem : problems.problems())
    words += "\n  " + problem.file() + ":" + std::to_string(problem.line()) + " " + problem.reason_zh();
  return words;
}

v1::RosterApplied load_roster(Person& admin, const std::filesystem::path& folder) {
  for (const auto& file : std::filesystem::directory_iterator(folder))
    if (file.path().extension() == ".csv") upload(admin, file.path());
  v1::ApplyRoster request;
  *request.mutable_member() = admin.member();
  const auto outcome = admin.ask<client::RosterOutcome>("applies the roster",
                                                        [&](auto done) { admin.client().apply_roster(request, done); });
  if (const auto* problems = std::get_if<v1::RosterProblems>(&outcome))
    throw DayFailed("the roster is accepted, but:" + problems_in_words(*problems));
  return std::get<v1::RosterApplied>(outcome);
}

std::map<std::string, v1::IssuedCode> codes_for(Person& admin, const std::vector<Person*>& people) {
  v1::IssueCodes request;
  *request.mutable_member() = admin.member();
  for (const auto* person : people) request.add_person_ids(person->who().person_id);
  const auto codes =
      admin.ask<v1::Codes>("makes sign-in codes", [&](auto done) { admin.client().issue_codes(request, done); });
  std::map<std::string, v1::IssuedCode> by_person;
  for (const auto& code : codes.codes()) by_person[code.person_id()] = code;
  return by_person;
}

struct Progress {
  std::size_t answered = 0;
  std::string refused;
};

// All of them at the same time.
void sign_in(Day& day, const std::vector<Person*>& people, const std::map<std::string, v1::IssuedCode>& codes) {
  const auto progress = std::make_shared<Progress>();
  for (auto* person : people) {
    const auto& code = codes.at(person->who().person_id);
    expect(code.name() == person->name(), "the code for " + code.person_id() + " is for " + person->name());
    person->open_app(day.address_for(*person), day.runtime);
    const auto answered = [&bell = day.bell, progress, name = person->name()](const auto& done) {
      bell.change([&] {
        ++progress->answered;
        if (!done) progress->refused += " " + name + ": " + words_of(done.failure());
      });
    };
    person->client().sign_in_with_code(code.code(), "", demo_password, answered);
  }
  const bool all = day.bell.wait(2 * patience, [&] { return progress->answered == people.size(); });
  const auto refused = day.bell.read([&] { return progress->refused; });
  expect(all && refused.empty(), "everybody signs in with a code" + refused);
}

void sign_in_administrator(Day& day, const std::string& code) {
  auto& admin = day.cast.admin;
  admin.open_app(day.address_for(admin), day.runtime);
  admin.ask<v1::SignedIn>("signs in with the code of jiaxind init", [&](auto done) {
    admin.client().sign_in_with_code(code, admin.who().profile, demo_password, done);
  });
}

void sign_in_cast(Day& day) {
  const auto people = day.cast.on_roster();
  const auto codes = codes_for(day.cast.admin, people);
  const auto began = Clock::now();
  for (std::size_t at = 0; at < people.size(); at += sign_ins_at_once) {
    const auto end = std::min(people.size(), at + sign_ins_at_once);
    sign_in(day, {people.begin() + static_cast<long>(at), people.begin() + static_cast<long>(end)}, codes);
  }
  const auto guardians = std::to_string(day.cast.guardians().size());
  day.transcript.line("全体演员", "校长、两位老师、" + guardians + " 位监护人用登录码登录，" + ms(began, Clock::now()),
                      "everybody redeems a code");
}

}  // namespace

std::string Day::address_for(const Person& person) const {
  return &person == &cast.he ? "127.0.0.1:" + std::to_string(line->port()) : server.address();
}

void set_the_stage(Day& day) {
  auto& transcript = day.transcript;
  transcript.scene(0, "早上开门", "Before school");
  const auto began = Clock::now();
  const auto code = day.server.make_school("云溪市青禾小学");
  day.server.start();
  day.line = std::make_unique<CutLine>(day.bell, day.server.port());
  transcript.line("jiaxind", "建校并启动，" + ms(began, Clock::now()) + "，在 " + day.server.address() + " 等候",
                  "the server is up");

  sign_in_administrator(day, code);
  const auto uploaded = Clock::now();
  const auto roster = load_roster(day.cast.admin, day.folder / "school");
  expect(roster.classes() == 6 && roster.children() == 240, "the roster has 6 classes and 240 pupils");
  transcript.line(day.cast.admin.name(),
                  "导入名册：" + std::to_string(roster.classes()) + " 个班，" + std::to_string(roster.children()) +
                      " 名学生，" + std::to_string(roster.guardians()) + " 位监护人，" +
                      std::to_string(roster.staff()) + " 位教职工，" + ms(uploaded, Clock::now()),
                  "the roster is in");
  sign_in_cast(day);
  day.cast.ouyang.close_app();
  transcript.line(day.cast.ouyang.name(), "进了地铁，手机没有信号", "goes offline");
}

}  // namespace jiaxin::demo
