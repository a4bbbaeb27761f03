// A school of one test: a real jiaxind with a real database in a temporary folder, its administrator signed in, a
// small roster imported, and whoever the test asks for signed in with a code of his own.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "cut_line.hpp"
#include "disk/mounts.hpp"
#include "person.hpp"
#include "requests.hpp"
#include "roster_text.hpp"
#include "server_process.hpp"
#include "temp_folder.hpp"
#include "wire_client.hpp"

namespace jiaxin::stage {

inline constexpr const char* password = "qinghe-test-2026";

struct Setup {
  RosterText roster = small_roster();
  Files config = {};     // values by "section.key", as TOML
  int descriptors = 0;   // RLIMIT_NOFILE of the server; 0: as it is
  Mount disk = nullptr;  // a file system of its own for the data folder
};

class School {
 public:
  explicit School(Setup setup = {});
  ~School();
  School(const School&) = delete;
  School& operator=(const School&) = delete;

  demo::Bell bell;
  demo::TempFolder folder;
  std::filesystem::path data() const { return folder.path() / "data"; }
  std::filesystem::path launcher() const { return folder.path() / "jiaxind"; }  // jiaxind with this school's settings
  void launch_instead(const std::string& program);  // from the next start on, and until it is told otherwise
  const Mounted disk;
  demo::ServerProcess server;
  demo::Person& admin();

  // Somebody's phone with the SDK; the first time it signs in, with a code. Another device signs in with his password.
  demo::Person& phone(const std::string& person_id, const std::string& device = "phone");
  // The same through another port than the server's.
  demo::Person& phone_at(const std::string& address, const std::string& person_id, const std::string& device = "phone");
  // A device of his that speaks frame by frame, signed in.
  WireClient wire(const std::string& person_id, const std::string& from = "127.0.0.1",
                  codec::WireFormat format = codec::WireFormat::proto);
  // The same that nobody is signed in on.
  WireClient stranger(const std::string& from = "127.0.0.1") { return WireClient(server.port(), from); }

  v1::IssuedCode code_for(const std::string& person_id);
  client::Outcome<client::RosterOutcome> import(const Files& roster);
  std::filesystem::path state_file(const std::string& person_id, const std::string& device) const;
  std::shared_ptr<client::Runtime> runtime;

 private:
  demo::Person& open(const std::string& name, const std::string& address, demo::Who who);

  std::map<std::string, std::unique_ptr<demo::Person>> people_;  // by "person device"
  std::map<std::string, bool> has_account_;
  int descriptors_;
};

// What an SDK would have told, where it must be right.
template <class T>
T must(client::Outcome<T> outcome, const std::string& what) {
  return demo::must(std::move(outcome), what);
}

v1::SendHeader to_classes(const v1::Membership& from, const std::vector<std::string>& titles);
v1::SendNotice notice(v1::SendHeader header, const std::string& title, const std::string& body = "");
std::string new_client_id();
std::int64_t now_ms();

// All of one kind of ask, by frame.
v1::ClientFrame frame_of(v1::SendNotice notice);
v1::ClientFrame frame_of(v1::SendLetter letter);
v1::ClientFrame frame_of(v1::SendForm form);
v1::ClientFrame frame_of(v1::Decide decision);
v1::ClientFrame frame_of(v1::AnswerSlip answer);
v1::ClientFrame mark_read(const v1::MemberRef& member, std::uint64_t message_id);

// Sends it with the SDK and waits for the result.
client::Settled send(demo::Person& person, v1::SendNotice notice);
client::Settled send(demo::Person& person, v1::SendLetter letter);
client::Settled send(demo::Person& person, v1::SendForm form);
// The same where it must be stored: the message's id.
std::uint64_t stored(demo::Person& person, v1::SendNotice notice);
std::uint64_t stored(demo::Person& person, v1::SendLetter letter);
std::uint64_t stored(demo::Person& person, v1::SendForm form);

std::string error_name(const client::Settled& settled);  // FORBIDDEN ...; empty: none
std::string error_name(const v1::ServerFrame& answer);

}  // namespace jiaxin::stage
