// One person's connection to a Jiaxin server: signs in, follows the logs of all memberships into a local inbox,
// and sends what is put into the durable outbox.
//
// Ownership: whoever opened the client destroys it, and not inside one of its callbacks. Threads: any method from any
// thread; callbacks as events.hpp says. Failure: values only; after open() nothing throws but std::bad_alloc.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "jiaxin/client/client_id.hpp"
#include "jiaxin/client/events.hpp"
#include "jiaxin/client/inbox.hpp"
#include "jiaxin/client/options.hpp"
#include "jiaxin/client/outbox.hpp"
#include "jiaxin/client/outcome.hpp"
#include "jiaxin/client/runtime.hpp"
#include "jiaxin/v1/envelope.pb.h"

namespace jiaxin::client {

using RosterOutcome = std::variant<v1::RosterApplied, v1::RosterProblems>;

class Core;

// Stands for a request under way. Copies stand for the same one; letting go of all of them does not cancel.
class RequestHandle {
 public:
  RequestHandle() = default;
  // Its callback gets `cancelled` soon after, on the client's thread, unless it got something else before.
  void cancel() {
    if (cancel_) cancel_();
  }

 private:
  friend class Client;
  explicit RequestHandle(std::function<void()> cancel) : cancel_(std::move(cancel)) {}
  std::function<void()> cancel_;
};

class Client {
 public:
  // Opens the state file; touches no network. Fails with `invalid` (URL, device name) or `storage` (locked by
  // another client, made by a newer version, not writable).
  static Outcome<std::unique_ptr<Client>> open(Options options, Listener listener = {});
  ~Client();  // close()
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // Connects with the stored token and stays connected. Without a token: needs_sign_in. With one of another server's
  // address: needs_sign_in with `other_server`; nothing is sent, and what is kept stays.
  void start();

  // Ends everything. Outstanding callbacks and futures get `closed` before it returns; the outbox stays on disk.
  // Inside a callback it only begins to close: that ends once the callback has returned.
  void close();

  ConnectionState state() const;

  // Whether what is sent leaves this machine unencrypted: tell the person before a password goes this way.
  bool sends_in_clear() const;

  // --- Signing in and out. start() is implied. Tried once: a failed connection is a failure at once.
  // A code whose answer was lost (disconnected, timed_out) may have been used: try the password first.
  // Another person than before signing in, or the same one at another server's address, erases what was kept here;
  // entries of that outbox not yet settled are settled as refused.
  RequestHandle sign_in_with_password(std::string login, std::string password, Callback<v1::SignedIn> done = {});
  RequestHandle sign_in_with_code(std::string code, std::string login, std::string new_password,
                                  Callback<v1::SignedIn> done = {});
  // Tells the server if online, and erases the state file's contents either way, the outbox included.
  void sign_out(Callback<Done> done = {});
  RequestHandle join_membership(std::string code, Callback<v1::Membership> done);

  bool has_token() const;
  std::string login() const;                        // of the latest sign-in; empty: none
  std::vector<v1::Membership> memberships() const;  // of the latest sign-in, known offline too

  // --- The outbox. Each call checks the limits, writes the entry to disk and returns; it is sent when there is a
  // connection, in order per membership, and again until the server's result has come. A client id in the header
  // is kept, an empty one is chosen. The same id again with the same content joins the entry that is waiting;
  // with other content it is `invalid`.
  Outcome<Queued> send_notice(v1::SendNotice notice);
  Outcome<Queued> send_letter(v1::SendLetter letter);
  Outcome<Queued> send_form(v1::SendForm form);
  Outcome<Queued> send_urgent(v1::SendUrgent notice);
  // predecessor 0: filled in from the latest own answer that this device knows, when it is first sent.
  Outcome<Queued> answer_slip(v1::AnswerSlip answer);
  // form_version 0 and text_sha256 empty: both from the form that the inbox shows (`invalid` if it shows none).
  // The server refuses a decision on a form that was not opened: mark_read() first, the decision waits for it.
  Outcome<Queued> decide(v1::Decide decision);
  // Sets the local read mark at once. Marking again is answered from what is known here, without a new entry.
  Outcome<Queued> mark_read(const v1::MemberRef& member, std::uint64_t message_id);

  std::vector<OutboxEntry> outbox(std::size_t limit = 100) const;  // newest first
  std::size_t outbox_pending() const;

  // --- The inbox as kept on this device, newest first.
  Outcome<std::vector<InboxEntry>> inbox(const InboxQuery& query = {}) const;
  Outcome<std::optional<InboxEntry>> inbox_entry(const v1::MemberRef& member, std::uint64_t message_id) const;

  // --- Direct requests: not durable, asked once. They wait for a connection within their time limit. `done` is
  // called exactly once, on the client's thread. timeout 0: Options::request_timeout.
  RequestHandle get_receipts(v1::GetReceipts request, Callback<v1::Receipts> done);
  RequestHandle get_answer_status(v1::GetAnswerStatus request, Callback<v1::AnswerStatus> done);
  RequestHandle get_urgent_templates(Callback<v1::UrgentTemplates> done);
  // What was held or blocked. Asking for a decision and deciding may be repeated: the first one stands.
  RequestHandle list_reviews(v1::ListReviews request, Callback<v1::Reviews> done);
  RequestHandle get_review(v1::GetReview request, Callback<v1::Review> done);
  RequestHandle ask_decision(v1::AskDecision request, Callback<v1::DecisionAsked> done);
  RequestHandle decide_review(v1::DecideReview request, Callback<v1::ReviewDecided> done);
  RequestHandle get_overturned_blocks(v1::GetOverturnedBlocks request, Callback<v1::OverturnedBlocks> done);
  RequestHandle issue_codes(v1::IssueCodes request, Callback<v1::Codes> done);
  RequestHandle put_roster_piece(v1::PutRosterPiece request, Callback<v1::RosterPieceKept> done);
  RequestHandle apply_roster(v1::ApplyRoster request, Callback<RosterOutcome> done);
  // Any other request; its number is set by the SDK. Sign-in, resume and ack are the SDK's own: `invalid`.
  RequestHandle request(v1::ClientFrame frame, Callback<v1::ServerFrame> done, std::chrono::milliseconds timeout = {});

  // --- For programs that have nothing else to do. Not inside a callback. They fail at once if only signing in can
  // help, so wait for the sign-in's own callback first; at the limit with the latest reason why it did not work.
  Outcome<Done> wait_online(std::chrono::milliseconds limit);
  Outcome<Done> wait_caught_up(std::chrono::milliseconds limit);  // online, and every membership has caught up
  Outcome<Done> wait_outbox_empty(std::chrono::milliseconds limit);

 private:
  Client(std::shared_ptr<Runtime> runtime, std::shared_ptr<Core> core);
  RequestHandle handle(std::uint64_t ticket);
  RequestHandle sign_in(v1::SignIn how, Callback<v1::SignedIn> done);
  template <class Part>
  RequestHandle ask(Part part, Part* (v1::ClientFrame::*place)(), Callback<v1::ServerFrame> done);
  std::shared_ptr<Runtime> runtime_;
  std::shared_ptr<Core> core_;
};

}  // namespace jiaxin::client
