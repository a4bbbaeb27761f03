#include "storage/log_positions.hpp"

#include "storage/random_id.hpp"

namespace jiaxin::storage {

void open_log(Connection& db, domain::MemberKey member) {
  db.run("INSERT INTO logs (school, member, epoch) VALUES (?, ?, ?)", member.school, member.member, random_id());
}

ports::Delivery append_event(Connection& db, domain::MemberKey member, const NewEvent& event, std::string children) {
  ports::Delivery delivery{.member = member, .children = std::move(children)};
  // Not with RETURNING, which would have SQLite copy each page it touches, to undo that statement alone.
  db.run("UPDATE logs SET head = head + 1 WHERE school = ? AND member = ?", member.school, member.member);
  {
    auto row = db.query("SELECT epoch, head FROM logs WHERE school = ? AND member = ?", member.school, member.member);
    if (!row.next()) throw std::runtime_error("no such membership");
    delivery.epoch = row.get<domain::Epoch>(0);
    delivery.seq = row.get<domain::Seq>(1);
  }
  db.run(
      "INSERT INTO inbox (school, member, seq, message, answer, review, at, children) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      member.school, member.member, delivery.seq, event.message, event.answer, event.review, event.at,
      Blob{delivery.children});
  return delivery;
}

}  // namespace jiaxin::storage
