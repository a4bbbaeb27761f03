// A school where everybody is busy at once until the server dies: teachers send notices and letters without pause, some
// of them words that the filter holds or blocks, the principal rules on those, parents decide again and again, a mother
// reads and acknowledges, and the administrator brings in one roster after another and lets a father sign up anew. Every
// word that the server gives stands in the ledger.
#pragma once

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "ledger.hpp"
#include "stage/school.hpp"

namespace jiaxin::stage {

inline constexpr const char* class_one = "三年级(1)班";
inline constexpr const char* class_two = "三年级(2)班";
inline constexpr const char* class_three = "三年级(3)班";
inline constexpr const char* class_four = "三年级(4)班";

struct Writer {
  Classes classes;
  Outcome outcome = v1::SendResult::kStored;  // of all that he writes
};
inline const std::map<std::string, Writer> writers{
    {"t-lin", {{class_one}}},
    {"t-he", {{class_two}}},
    {"t-zhou", {{class_one, class_two}}},
    {"t-song", {{class_three}, v1::SendResult::kHeld}},
    {"t-bai", {{class_four}, v1::SendResult::kBlocked}},
};
inline const std::map<std::string, Classes> readers{{"g-luo", {class_one}},
                                                    {"g-zou", {class_one, class_two}},
                                                    {"g-han", {class_two, class_three}},
                                                    {"g-xu", {class_one}},
                                                    {"g-qin", {class_three, class_four}}};
inline const std::vector<std::string> deciders{"g-ouyang", "g-xu"};  // parents of one child
inline constexpr const char* opener = "g-luo";                       // opens what she reads
inline constexpr const char* the_principal = "t-tang";   // rules on what was held, or blocked and asked about
inline constexpr const char* the_grade_leader = "t-he";  // might rule on what was held, and does not
inline constexpr const char* newcomer = "g-wei";         // signs up with a code, again and again

// The number of a roster or a sign-up, from 1, shows in it.
RosterText busy_roster(std::size_t number);
std::string newcomers_child(std::size_t roster);
std::string newcomers_password(std::size_t sign_up);

class BusySchool {
 public:
  // Of a school with busy_roster(0). Everybody but the newcomer has an account, and a form is out and opened by those
  // who will decide.
  explicit BusySchool(School& school);
  ~BusySchool();  // kills the server

  void begin();
  void rest_until_checkpointed();  // until the server has used the quiet to tidy up its log; then on as before
  void end();                      // kills the server

  const Ledger& ledger() const { return ledger_; }
  std::uint64_t form() const { return form_; }
  const std::string& token(const std::string& person_id) const { return tokens_.at(person_id); }
  std::vector<std::string> failures() const;  // after end(): what ended somebody too early

 private:
  void work(const std::string& person_id, void (BusySchool::*how)(WireClient&, const std::string&));
  void rest() const;

  void write(WireClient& teacher, const std::string& id);
  std::shared_ptr<const Sent> next_send(const WireClient& teacher, const std::string& id);
  void take_answer(const std::shared_ptr<const Sent>& sent, const v1::ServerFrame& answer);
  void take_pushed(WireClient& teacher);

  void decide(WireClient& guardian, const std::string& id);
  void read(WireClient& guardian, const std::string& id);
  void open(WireClient& guardian, std::uint64_t message);

  void ask_about(WireClient& teacher, std::uint64_t message);
  void review(WireClient& principal, const std::string& id);
  void rule(WireClient& principal, std::uint64_t message, std::size_t number);

  void administrate(WireClient& admin, const std::string& id);
  void import_roster(WireClient& admin, std::size_t number);
  void let_sign_up(WireClient& admin, std::size_t number);

  School& school_;
  Ledger ledger_;
  std::uint64_t form_ = 0;
  std::string form_sha256_;
  std::map<std::string, std::string> tokens_;
  std::uint16_t port_ = 0;
  std::atomic<bool> ending_ = false, resting_ = false;
  std::atomic<int> sends_ = 0, blocked_ = 0;
  std::vector<std::thread> threads_;
  mutable std::mutex mutex_;
  std::vector<std::string> failures_;
};

}  // namespace jiaxin::stage
