#include "jiaxin/client/client.hpp"

#include <sodium.h>

#include <algorithm>

#include "codec/limits.hpp"
#include "core.hpp"
#include "failures.hpp"
#include "runtime_impl.hpp"
#include "sqlite_store.hpp"

namespace jiaxin::client {
namespace {

using Frame = v1::ClientFrame;
using Reply = v1::ServerFrame;

// Turns a callback for one kind of answer into one for any frame.
template <class T>
Callback<Reply> expecting(Callback<T> done, bool (Reply::*has)() const, const T& (Reply::*get)() const) {
  return [done = std::move(done), has, get](Outcome<Reply> outcome) {
    if (!done) return;
    if (!outcome) return done(outcome.failure());
    if (!((*outcome).*has)()) return done(unexpected_answer());
    done(((*outcome).*get)());
  };
}

Callback<Reply> expecting_roster(Callback<RosterOutcome> done) {
  return [done = std::move(done)](Outcome<Reply> outcome) {
    if (!done) return;
    if (!outcome) return done(outcome.failure());
    if (outcome->has_roster_applied()) return done(RosterOutcome(outcome->roster_applied()));
    if (outcome->has_roster_problems()) return done(RosterOutcome(outcome->roster_problems()));
    done(unexpected_answer());
  };
}

bool kept_for_the_sdk(Frame::BodyCase body) {
  return body == Frame::BODY_NOT_SET || body == Frame::kSignIn || body == Frame::kSignOut || body == Frame::kResume ||
         body == Frame::kAck;
}

std::optional<Failure> problem_with(const Frame& frame) {
  if (kept_for_the_sdk(frame.body_case()))
    return invalid("body", "这种请求由 SDK 自己发出", "requests of this kind are the SDK's own");
  if (const auto violation = codec::check_limits(frame)) return invalid(*violation);
  if (frame.ByteSizeLong() + 11 > codec::max_frame_bytes) return too_large();
  return std::nullopt;
}

}  // namespace

const char* to_string(ConnectionState state) {
  switch (state) {
    case ConnectionState::idle: return "idle";
    case ConnectionState::connecting: return "connecting";
    case ConnectionState::signing_in: return "signing_in";
    case ConnectionState::online: return "online";
    case ConnectionState::waiting: return "waiting";
    case ConnectionState::needs_sign_in: return "needs_sign_in";
    case ConnectionState::superseded: return "superseded";
    case ConnectionState::closed: return "closed";
  }
  return "unknown";
}

Outcome<std::unique_ptr<Client>> Client::open(Options options, Listener listener) {
  if (sodium_init() < 0) return storage("no source of randomness");
  auto address = parse_address(options.server_url);
  if (!address) return address.failure();
  v1::SignIn device;
  device.set_device_name(options.device_name);
  if (const auto violation = codec::check_limits(device)) return invalid(*violation);
  std::unique_ptr<Store> store;
  try {
    store = std::make_unique<SqliteStore>(options.state_file, options.keep_inbox);
  } catch (const StoreError& error) {
    return storage(error.what());
  }
  auto runtime = options.runtime ? options.runtime : std::make_shared<Runtime>();
  options.runtime.reset();
  options.server_url = address->server();
  options.outbox_window = std::max<std::size_t>(1, options.outbox_window);
  options.max_in_flight = std::max<std::size_t>(1, options.max_in_flight);
  auto core = std::make_shared<Core>(runtime->impl().next(), std::move(options), std::move(*address),
                                     std::move(listener), std::move(store));
  return std::unique_ptr<Client>(new Client(std::move(runtime), std::move(core)));
}

Client::Client(std::shared_ptr<Runtime> runtime, std::shared_ptr<Core> core)
    : runtime_(std::move(runtime)), core_(std::move(core)) {}

// A task that is ending may hold the core a moment longer. The state file is free when this returns, except inside a
// callback of another client on the same thread.
Client::~Client() {
  close();
  const auto gone = core_->gone();
  const bool on_loop_thread = core_->on_loop_thread();
  core_.reset();
  if (!on_loop_thread) gone.wait();
}

void Client::start() { core_->start(); }
void Client::close() { core_->close(); }
ConnectionState Client::state() const { return core_->state(); }
bool Client::sends_in_clear() const { return !core_->address().is_loopback(); }

RequestHandle Client::handle(std::uint64_t ticket) {
  return RequestHandle([weak = std::weak_ptr<Core>(core_), ticket] {
    if (const auto core = weak.lock()) core->cancel(ticket);
  });
}

RequestHandle Client::sign_in(v1::SignIn how, Callback<v1::SignedIn> done) {
  auto reply = expecting(std::move(done), &Reply::has_signed_in, &Reply::signed_in);
  if (const auto violation = codec::check_limits(how)) {
    core_->refuse(std::move(reply), invalid(*violation));
    return {};
  }
  return handle(core_->sign_in(std::move(how), std::move(reply)));
}

RequestHandle Client::sign_in_with_password(std::string login, std::string password, Callback<v1::SignedIn> done) {
  v1::SignIn how;
  how.mutable_password()->set_login(std::move(login));
  how.mutable_password()->set_password(std::move(password));
  return sign_in(std::move(how), std::move(done));
}

RequestHandle Client::sign_in_with_code(std::string code, std::string login, std::string new_password,
                                        Callback<v1::SignedIn> done) {
  v1::SignIn how;
  how.mutable_code()->set_code(std::move(code));
  how.mutable_code()->set_login(std::move(login));
  how.mutable_code()->set_new_password(std::move(new_password));
  return sign_in(std::move(how), std::move(done));
}

void Client::sign_out(Callback<Done> done) {
  core_->sign_out([done = std::move(done)](Outcome<Reply> outcome) {
    if (!done) return;
    outcome ? done(Done{}) : done(outcome.failure());
  });
}

RequestHandle Client::join_membership(std::string code, Callback<v1::Membership> done) {
  v1::ClientFrame frame;
  frame.mutable_join_membership()->set_code(std::move(code));
  auto joined = [done = std::move(done)](Outcome<v1::MembershipJoined> outcome) {
    if (!done) return;
    outcome ? done(outcome->membership()) : done(outcome.failure());
  };
  return request(std::move(frame), expecting<v1::MembershipJoined>(std::move(joined), &Reply::has_membership_joined,
                                                                   &Reply::membership_joined));
}

RequestHandle Client::request(v1::ClientFrame frame, Callback<v1::ServerFrame> done,
                              std::chrono::milliseconds timeout) {
  auto reply = [done = std::move(done)](Outcome<Reply> outcome) {
    if (done) done(std::move(outcome));
  };
  if (auto problem = problem_with(frame)) {
    core_->refuse(std::move(reply), std::move(*problem));
    return {};
  }
  return handle(core_->request(std::move(frame), std::move(reply), timeout));
}

template <class Part>
RequestHandle Client::ask(Part part, Part* (Frame::*place)(), Callback<Reply> done) {
  Frame frame;
  *(frame.*place)() = std::move(part);
  return request(std::move(frame), std::move(done));
}

RequestHandle Client::get_receipts(v1::GetReceipts request, Callback<v1::Receipts> done) {
  return ask(std::move(request), &Frame::mutable_get_receipts,
             expecting(std::move(done), &Reply::has_receipts, &Reply::receipts));
}

RequestHandle Client::get_answer_status(v1::GetAnswerStatus request, Callback<v1::AnswerStatus> done) {
  return ask(std::move(request), &Frame::mutable_get_answer_status,
             expecting(std::move(done), &Reply::has_answer_status, &Reply::answer_status));
}

RequestHandle Client::get_urgent_templates(Callback<v1::UrgentTemplates> done) {
  return ask(v1::GetUrgentTemplates(), &Frame::mutable_get_urgent_templates,
             expecting(std::move(done), &Reply::has_urgent_templates, &Reply::urgent_templates));
}

RequestHandle Client::list_reviews(v1::ListReviews request, Callback<v1::Reviews> done) {
  return ask(std::move(request), &Frame::mutable_list_reviews,
             expecting(std::move(done), &Reply::has_reviews, &Reply::reviews));
}

RequestHandle Client::get_review(v1::GetReview request, Callback<v1::Review> done) {
  return ask(std::move(request), &Frame::mutable_get_review,
             expecting(std::move(done), &Reply::has_review, &Reply::review));
}

RequestHandle Client::ask_decision(v1::AskDecision request, Callback<v1::DecisionAsked> done) {
  return ask(std::move(request), &Frame::mutable_ask_decision,
             expecting(std::move(done), &Reply::has_decision_asked, &Reply::decision_asked));
}

RequestHandle Client::decide_review(v1::DecideReview request, Callback<v1::ReviewDecided> done) {
  return ask(std::move(request), &Frame::mutable_decide_review,
             expecting(std::move(done), &Reply::has_review_decided, &Reply::review_decided));
}

RequestHandle Client::get_overturned_blocks(v1::GetOverturnedBlocks request, Callback<v1::OverturnedBlocks> done) {
  return ask(std::move(request), &Frame::mutable_get_overturned_blocks,
             expecting(std::move(done), &Reply::has_overturned_blocks, &Reply::overturned_blocks));
}

RequestHandle Client::issue_codes(v1::IssueCodes request, Callback<v1::Codes> done) {
  return ask(std::move(request), &Frame::mutable_issue_codes,
             expecting(std::move(done), &Reply::has_codes, &Reply::codes));
}

RequestHandle Client::put_roster_piece(v1::PutRosterPiece request, Callback<v1::RosterPieceKept> done) {
  return ask(std::move(request), &Frame::mutable_put_roster_piece,
             expecting(std::move(done), &Reply::has_roster_piece_kept, &Reply::roster_piece_kept));
}

RequestHandle Client::apply_roster(v1::ApplyRoster request, Callback<RosterOutcome> done) {
  return ask(std::move(request), &Frame::mutable_apply_roster, expecting_roster(std::move(done)));
}

Outcome<Done> Client::wait_online(std::chrono::milliseconds limit) {
  return core_->wait_for([](ConnectionState state, bool) { return state == ConnectionState::online; }, limit);
}

Outcome<Done> Client::wait_caught_up(std::chrono::milliseconds limit) {
  return core_->wait_for([](ConnectionState, bool caught_up) { return caught_up; }, limit);
}

Outcome<Done> Client::wait_outbox_empty(std::chrono::milliseconds limit) {
  return core_->wait_for([this](ConnectionState, bool) { return outbox_pending() == 0; }, limit);
}

}  // namespace jiaxin::client
