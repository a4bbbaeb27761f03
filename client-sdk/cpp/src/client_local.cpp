// The part of Client that works on the state file alone.
#include "core.hpp"
#include "failures.hpp"
#include "jiaxin/client/client.hpp"

namespace jiaxin::client {
namespace {

// For calls that have no way to fail: what cannot be read is as if it were not there.
template <class T>
T or_nothing(const std::function<T()>& read) {
  try {
    return read();
  } catch (const StoreError&) {
    return T{};
  }
}

template <class T>
Outcome<T> or_failure(const std::function<T()>& read) {
  try {
    return read();
  } catch (const StoreError& error) {
    return storage(error.what());
  }
}

template <class Part>
v1::ClientFrame frame_of(Part part, Part* (v1::ClientFrame::*place)()) {
  v1::ClientFrame frame;
  *(frame.*place)() = std::move(part);
  return frame;
}

}  // namespace

bool Client::has_token() const {
  return or_nothing<bool>([&] { return !core_->store().session().token.empty(); });
}

std::string Client::login() const {
  return or_nothing<std::string>([&] { return core_->store().session().login; });
}

std::vector<v1::Membership> Client::memberships() const {
  return or_nothing<std::vector<v1::Membership>>([&] { return core_->store().session().memberships; });
}

Outcome<Queued> Client::send_notice(v1::SendNotice notice) {
  return core_->queue(frame_of(std::move(notice), &v1::ClientFrame::mutable_send_notice));
}

Outcome<Queued> Client::send_letter(v1::SendLetter letter) {
  return core_->queue(frame_of(std::move(letter), &v1::ClientFrame::mutable_send_letter));
}

Outcome<Queued> Client::send_form(v1::SendForm form) {
  return core_->queue(frame_of(std::move(form), &v1::ClientFrame::mutable_send_form));
}

Outcome<Queued> Client::send_urgent(v1::SendUrgent notice) {
  return core_->queue(frame_of(std::move(notice), &v1::ClientFrame::mutable_send_urgent));
}

Outcome<Queued> Client::answer_slip(v1::AnswerSlip answer) {
  return core_->queue(frame_of(std::move(answer), &v1::ClientFrame::mutable_answer_slip));
}

Outcome<Queued> Client::decide(v1::Decide decision) {
  return core_->queue(frame_of(std::move(decision), &v1::ClientFrame::mutable_decide));
}

Outcome<Queued> Client::mark_read(const v1::MemberRef& member, std::uint64_t message_id) {
  v1::MarkRead mark;
  *mark.mutable_member() = member;
  mark.set_message_id(message_id);
  return core_->queue(frame_of(std::move(mark), &v1::ClientFrame::mutable_mark_read));
}

std::vector<OutboxEntry> Client::outbox(std::size_t limit) const {
  return or_nothing<std::vector<OutboxEntry>>([&] { return core_->store().outbox(limit); });
}

std::size_t Client::outbox_pending() const {
  return or_nothing<std::size_t>([&] { return core_->store().waiting_count(); });
}

Outcome<std::vector<InboxEntry>> Client::inbox(const InboxQuery& query) const {
  return or_failure<std::vector<InboxEntry>>([&] { return core_->store().inbox(query); });
}

Outcome<std::optional<InboxEntry>> Client::inbox_entry(const v1::MemberRef& member, std::uint64_t message_id) const {
  return or_failure<std::optional<InboxEntry>>(
      [&] { return core_->store().inbox_entry(Member::of(member), message_id); });
}

}  // namespace jiaxin::client
