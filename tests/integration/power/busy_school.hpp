// A school where everybody is busy at once until the server dies: teachers send notices and letters without pause,
// parents decide again and again, a mother reads and acknowledges. Every word that the server gives stands in the ledger.
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

using Classes = std::vector<std::string>;
inline const std::map<std::string, Classes> writers{
    {"t-lin", {class_one}}, {"t-he", {class_two}}, {"t-zhou", {class_one, class_two}}};
inline const std::map<std::string, Classes> readers{
    {"g-luo", {class_one}}, {"g-zou", {class_one, class_two}}, {"g-han", {class_two}}, {"g-xu", {class_one}}};
inline const std::vector<std::string> deciders{"g-ouyang", "g-xu"};  // parents of one child

class BusySchool {
 public:
  // Everybody has an account, and a form is out and opened by those who will decide.
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
  void write(WireClient& teacher, const std::string& id);
  void decide(WireClient& guardian, const std::string& id);
  void read(WireClient& guardian, const std::string& id);
  std::shared_ptr<const Sent> next_send(const WireClient& teacher, const std::string& id);
  void take_pushed(WireClient& teacher);
  void rest() const;

  School& school_;
  Ledger ledger_;
  std::uint64_t form_ = 0;
  std::string form_sha256_;
  std::map<std::string, std::string> tokens_;
  std::atomic<bool> ending_ = false, resting_ = false;
  std::atomic<int> sends_ = 0;
  std::vector<std::thread> threads_;
  mutable std::mutex mutex_;
  std::vector<std::string> failures_;
};

}  // namespace jiaxin::stage
