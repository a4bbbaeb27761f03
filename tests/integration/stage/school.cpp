#include "school.hpp"

#include <sys/stat.h>

#include <fstream>

namespace jiaxin::stage {
namespace {

constexpr const char* admin_login = "admin";

void write_config(const std::filesystem::path& file, Files values) {
  values.insert({{"sign_in.argon2_memory_kib", "8192"}, {"sign_in.argon2_passes", "1"}, {"server.io_threads", "2"}});
  std::ofstream out(file);
  for (const auto& [name, value] : values) out << name << " = " << value << "\n";
}

}  // namespace

School::School(Setup setup)
    : disk(setup.disk ? setup.disk(data()) : nullptr),
      server(bell, launcher(), folder.path()),
      runtime(std::make_shared<client::Runtime>(2)),
      descriptors_(setup.descriptors) {
  write_config(folder.path() / "jiaxind.toml", setup.config);
  launch_instead(JIAXIND_PROGRAM);
  const auto code = server.make_school("云溪市青禾小学");
  server.start();
  auto& person = open("admin", server.address(), {"", "学校管理员", admin_login, ""});
  person.ask<v1::SignedIn>("signs in",
                           [&](auto done) { person.client().sign_in_with_code(code, admin_login, password, done); });
  const auto outcome = must(import(setup.roster.files()), "the roster is taken");
  if (const auto* problems = std::get_if<v1::RosterProblems>(&outcome)) throw StageError(problems->DebugString());
}

School::~School() { people_.clear(); }

// What starts the server with the settings of this school, and otherwise like the program itself.
void School::launch_instead(const std::string& program) {
  {
    std::ofstream out(launcher());
    out << "#!/bin/sh\n";
    if (descriptors_ > 0) out << "ulimit -n " << descriptors_ << "\n";
    out << "exec '" << program << "' --config '" << (folder.path() / "jiaxind.toml").string() << "' \"$@\"\n";
  }
  ::chmod(launcher().c_str(), 0700);
}

demo::Person& School::admin() { return *people_.at("admin"); }

demo::Person& School::open(const std::string& name, const std::string& address, demo::Who who) {
  auto& place = people_[name];
  place = std::make_unique<demo::Person>(bell, std::move(who), folder.path() / "devices" / (name + ".db"));
  place->open_app(address, runtime);
  return *place;
}

std::filesystem::path School::state_file(const std::string& person_id, const std::string& device) const {
  return folder.path() / "devices" / (person_id + " " + device + ".db");
}

demo::Person& School::phone(const std::string& person_id, const std::string& device) {
  return phone_at(server.address(), person_id, device);
}

demo::Person& School::phone_at(const std::string& address, const std::string& person_id, const std::string& device) {
  const auto name = person_id + " " + device;
  if (const auto known = people_.find(name); known != people_.end()) return *known->second;
  auto& person = open(name, address, {person_id, person_id, device, ""});
  person.ask<v1::SignedIn>("signs in", [&](auto done) {
    if (has_account_[person_id]) person.client().sign_in_with_password(person_id, password, done);
    else person.client().sign_in_with_code(code_for(person_id).code(), "", password, done);
  });
  has_account_[person_id] = true;
  must(person.client().wait_caught_up(demo::patience), person_id + " follows his log");
  return person;
}

WireClient School::wire(const std::string& person_id, const std::string& from, codec::WireFormat format) {
  WireClient client(server.port(), from, format);
  const auto answer = has_account_[person_id] ? client.try_password(person_id, password)
                                              : client.try_code(code_for(person_id).code(), password);
  if (!answer.has_signed_in()) throw StageError(person_id + " cannot sign in: " + answer.ShortDebugString());
  has_account_[person_id] = true;
  return client;
}

v1::IssuedCode School::code_for(const std::string& person_id) {
  v1::IssueCodes request;
  *request.mutable_member() = admin().member();
  request.add_person_ids(person_id);
  const auto codes = admin().ask<v1::Codes>("makes a code for " + person_id,
                                            [&](auto done) { admin().client().issue_codes(request, done); });
  return codes.codes(0);
}

client::Outcome<client::RosterOutcome> School::import(const Files& roster) {
  for (const auto& [name, content] : roster) {
    v1::PutRosterPiece piece;
    *piece.mutable_member() = admin().member();
    piece.set_file_name(name);
    piece.set_data(content);
    admin().ask<v1::RosterPieceKept>("uploads " + name,
                                     [&](auto done) { admin().client().put_roster_piece(piece, done); });
  }
  v1::ApplyRoster request;
  *request.mutable_member() = admin().member();
  return demo::ask<client::RosterOutcome>(bell, "the roster is judged",
                                          [&](auto done) { admin().client().apply_roster(request, done); });
}

v1::SendHeader to_classes(const v1::Membership& from, const std::vector<std::string>& titles) {
  v1::SendHeader header;
  *header.mutable_from() = from.ref();
  for (const auto& title : titles)
    for (const auto& known : from.may_send_to())
      if (known.title() == title) header.mutable_to()->add_class_ids(known.class_id());
  if (header.to().class_ids_size() != static_cast<int>(titles.size())) throw StageError("she may not write there");
  return header;
}

v1::SendNotice notice(v1::SendHeader header, const std::string& title, const std::string& body) {
  v1::SendNotice request;
  *request.mutable_header() = std::move(header);
  request.set_title(title);
  request.set_body(body.empty() ? "今天16:10放学，请接送的家长在黄线外等候。" : body);
  return request;
}

std::string new_client_id() { return client::ClientId::make().wire(); }

std::int64_t now_ms() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<milliseconds>(now).count();
}

v1::ClientFrame frame_of(v1::SendNotice notice) {
  v1::ClientFrame frame;
  *frame.mutable_send_notice() = std::move(notice);
  return frame;
}

v1::ClientFrame frame_of(v1::SendLetter letter) {
  v1::ClientFrame frame;
  *frame.mutable_send_letter() = std::move(letter);
  return frame;
}

v1::ClientFrame frame_of(v1::SendForm form) {
  v1::ClientFrame frame;
  *frame.mutable_send_form() = std::move(form);
  return frame;
}

v1::ClientFrame frame_of(v1::Decide decision) {
  v1::ClientFrame frame;
  *frame.mutable_decide() = std::move(decision);
  return frame;
}

v1::ClientFrame frame_of(v1::AnswerSlip answer) {
  v1::ClientFrame frame;
  *frame.mutable_answer_slip() = std::move(answer);
  return frame;
}

v1::ClientFrame mark_read(const v1::MemberRef& member, std::uint64_t message_id) {
  v1::ClientFrame frame;
  *frame.mutable_mark_read()->mutable_member() = member;
  frame.mutable_mark_read()->set_message_id(message_id);
  return frame;
}

client::Settled send(demo::Person& person, v1::SendNotice notice) {
  return person.wait_settled(must(person.client().send_notice(std::move(notice)), "it is queued")).settled;
}

client::Settled send(demo::Person& person, v1::SendLetter letter) {
  return person.wait_settled(must(person.client().send_letter(std::move(letter)), "it is queued")).settled;
}

client::Settled send(demo::Person& person, v1::SendForm form) {
  return person.wait_settled(must(person.client().send_form(std::move(form)), "it is queued")).settled;
}

namespace {

std::uint64_t id_of(const client::Settled& settled) {
  demo::expect(settled.as == client::SettledAs::stored, "it is stored, but it was " + demo::words_of(settled));
  return settled.send.stored().message_id();
}

}  // namespace

std::uint64_t stored(demo::Person& person, v1::SendNotice notice) { return id_of(send(person, std::move(notice))); }
std::uint64_t stored(demo::Person& person, v1::SendLetter letter) { return id_of(send(person, std::move(letter))); }
std::uint64_t stored(demo::Person& person, v1::SendForm form) { return id_of(send(person, std::move(form))); }

std::string error_name(const client::Settled& settled) { return settled.failure ? settled.failure->error.name() : ""; }
std::string error_name(const v1::ServerFrame& answer) { return answer.error().name(); }

}  // namespace jiaxin::stage
