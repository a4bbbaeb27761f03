#include "session.hpp"

#include <ostream>

#include "item_choice.hpp"
#include "profile.hpp"

namespace jiaxin::cli {
namespace {

using client::ConnectionState;

bool is_decided(ConnectionState state) {
  return state != ConnectionState::idle && state != ConnectionState::connecting && state != ConnectionState::signing_in;
}

Refusal not_signed_in() {
  return {ExitCode::not_signed_in, "尚未登录，请先运行 jiaxin sign-in。", "Not signed in: run jiaxin sign-in first."};
}

Refusal interrupted_refusal() { return {ExitCode::interrupted, "已中断。", "Interrupted."}; }

Refusal kept_for_later(const client::ClientId& id) {
  return {ExitCode::no_connection,
          "未等到服务器的结果。内容已保存在本机，下次连接时自动发送；重复同一命令并加 --client-id " + id.hex() +
              " 可查看结果。",
          "The server's result has not come. The entry is kept here and sent with the next connection; repeat the "
          "command with --client-id " +
              id.hex() + " to learn the result."};
}

client::Options options_of(const GlobalOptions& options, std::filesystem::path file) {
  client::Options made;
  made.server_url = options.server;
  made.state_file = std::move(file);
  made.device_name = device_name();
  made.connect_timeout = std::min(made.connect_timeout, options.timeout());
  made.request_timeout = options.timeout();
  return made;
}

}  // namespace

Refusal refusal_of_state(const client::StateChange& change) {
  const bool superseded = change.state == ConnectionState::superseded;
  if (change.why) {
    auto refusal = refusal_of(*change.why);
    if (change.state == ConnectionState::needs_sign_in) refusal.code = ExitCode::not_signed_in;
    if (change.state == ConnectionState::waiting) refusal.code = ExitCode::no_connection;
    if (!refusal.zh.empty() || !refusal.en.empty()) return refusal;
  }
  if (change.state == ConnectionState::needs_sign_in) return not_signed_in();
  if (superseded) return refused("同一设备已在别处连接。", "The same device has connected elsewhere.");
  return {ExitCode::no_connection, "连接不上服务器。", "There is no connection to the server."};
}

Result<std::unique_ptr<Session>> Session::open(Context& context, client::Listener listener) {
  auto file = prepare_state_file(context.options.profile);
  if (!file) return file.refusal();
  std::unique_ptr<Session> session(new Session(context));
  session->listen(listener);
  auto opened = client::Client::open(options_of(context.options, *file), std::move(listener));
  if (!opened.ok()) {
    auto refusal = refusal_of(opened.failure());
    if (opened.failure().kind == client::FailureKind::invalid) refusal.code = ExitCode::usage;
    return refusal;
  }
  session->client_ = std::move(opened).value();
  session->interrupt_.start([&self = *session] { self.end_waits(); });
  return session;
}

Result<std::unique_ptr<Session>> Session::open_online(Context& context, client::Listener listener) {
  auto session = open(context, std::move(listener));
  if (!session) return session;
  if (auto online = (*session)->go_online(); !online) return online.refusal();
  return session;
}

Result<std::unique_ptr<Session>> Session::open_caught_up(Context& context, client::Listener listener) {
  auto session = open(context, std::move(listener));
  if (!session) return session;
  if (auto caught_up = (*session)->catch_up(); !caught_up) return caught_up.refusal();
  return session;
}

Session::~Session() { close(); }

void Session::on_interrupt(std::function<void()> action) {
  const std::lock_guard lock(mutex_);
  if (interrupted()) action();
  on_interrupt_ = std::move(action);
}

void Session::end_waits() {
  {
    const std::lock_guard lock(mutex_);
    changed_.notify_all();
    if (on_interrupt_) on_interrupt_();
  }
  client_->close();
}

void Session::close() {
  interrupt_.stop();
  if (!client_ || ended_) return;
  client_->close();
  ended_ = true;
  tell_of_earlier_entries();
  tell_of_decisions();
}

void Session::listen(client::Listener& listener) {
  listener.state_changed = [this, told = listener.state_changed](const client::StateChange& change) {
    note_state(change);
    if (told) told(change);
  };
  listener.settled = [this, told = listener.settled](const client::Settled& settled) {
    note_settled(settled);
    if (told) told(settled);
  };
  if (!listener.review_changed) listener.review_changed = [this](const client::ReviewNews& news) { note_review(news); };
}

void Session::note_state(const client::StateChange& change) {
  const std::lock_guard lock(mutex_);
  latest_ = change;
  changed_.notify_all();
}

void Session::note_settled(const client::Settled& settled) {
  const std::lock_guard lock(mutex_);
  settled_.push_back(settled);
}

void Session::note_review(const client::ReviewNews& news) {
  if (!news.outcome || news.outcome->sender().member_id() != news.member.member_id()) return;
  const std::lock_guard lock(mutex_);
  decided_.push_back(news);
}

Result<Nothing> Session::need_token() const {
  if (client_->has_token()) return Nothing{};
  return not_signed_in();
}

Result<Nothing> Session::go_online() {
  if (auto token = need_token(); !token) return token;
  client_->start();
  std::unique_lock lock(mutex_);
  const bool decided =
      changed_.wait_for(lock, context_.options.timeout(), [&] { return interrupted() || is_decided(latest_.state); });
  if (interrupted()) return interrupted_refusal();
  if (decided && latest_.state == ConnectionState::online) return Nothing{};
  if (decided) return refusal_of_state(latest_);
  return Refusal{ExitCode::no_connection, "服务器没有及时回应。", "The server did not answer in time."};
}

Result<Nothing> Session::catch_up() {
  if (auto online = go_online(); !online) return online;
  const auto caught_up = client_->wait_caught_up(context_.options.timeout());
  if (caught_up.ok()) return Nothing{};
  return refusal_for(caught_up.failure());
}

Result<client::Settled> Session::settle(const client::Outcome<client::Queued>& queued) {
  if (!queued.ok()) return refusal_for(queued.failure());
  const auto& entry = queued.value();
  {
    const std::lock_guard lock(mutex_);
    own_.insert(entry.client_id);
  }
  if (entry.settled.wait_for(context_.options.timeout()) != std::future_status::ready)
    return kept_for_later(entry.client_id);
  const auto& outcome = entry.settled.get();
  if (!outcome.ok()) {
    auto kept = kept_for_later(entry.client_id);
    if (interrupted()) kept.code = ExitCode::interrupted;
    return outcome.failure().kind == client::FailureKind::closed ? kept : refusal_for(outcome.failure());
  }
  const auto& settled = outcome.value();
  if (settled.as != client::SettledAs::refused) return settled;
  return settled.failure ? refusal_for(*settled.failure) : refused("服务器拒绝了。", "The server refused.");
}

Refusal Session::refusal_for(const client::Failure& failure) const {
  return interrupted() ? interrupted_refusal() : refusal_of(failure);
}

void Session::warn_of_clear_text() const {
  if (!client_->sends_in_clear()) return;
  const auto& server = context_.options.server;
  note(context_.err,
       "注意：到 " + server + " 的连接没有加密，密码、登录码和内容在途中可能被人看到；请改走隧道（ssh -L、VPN）。",
       "Warning: the connection to " + server +
           " is not encrypted; password, code and contents can be read on the way. "
           "Use a tunnel (ssh -L, a VPN).");
}

void Session::tell_of_earlier_entries() {
  const std::lock_guard lock(mutex_);
  for (const auto& entry : settled_) {
    if (own_.contains(entry.client_id) || entry.kind == client::EntryKind::read_mark) continue;
    const bool good = entry.as != client::SettledAs::refused && entry.as != client::SettledAs::blocked;
    const auto name = entry.message_id ? message_name(entry.member, entry.message_id) : entry.client_id.hex();
    note(context_.err, "先前保存的一条（" + name + "）" + (good ? "已送交服务器。" : "未被接受。"),
         "An entry kept earlier (" + name + ")" + (good ? " has been accepted by the server." : " was not accepted."));
  }
}

// The log tells them once, so whichever command receives one says it.
void Session::tell_of_decisions() {
  const std::lock_guard lock(mutex_);
  for (const auto& news : decided_) {
    const auto name = message_name(news.member, news.message_id);
    const auto& decision = news.outcome->decision();
    const bool released = decision.ruling() == v1::RULING_RELEASE;
    note(context_.err, name + (released ? " 已放行：" : " 不予放行：") + decision.reason(),
         name + (released ? " was released and sent: " : " was refused: ") + decision.reason());
  }
}

}  // namespace jiaxin::cli
