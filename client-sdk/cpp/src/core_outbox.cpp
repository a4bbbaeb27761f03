// The part of Core that takes entries into the outbox, on the caller's thread.
#include "codec/form_text.hpp"
#include "codec/frame.hpp"
#include "codec/limits.hpp"
#include "core.hpp"
#include "failures.hpp"

namespace jiaxin::client {
namespace {

// The number that a frame gets before it is sent takes up to eleven bytes.
constexpr std::size_t number_bytes = 11;

std::int64_t unix_ms() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

std::shared_future<Outcome<Settled>> ready(Settled settled) {
  std::promise<Outcome<Settled>> promise;
  promise.set_value(std::move(settled));
  return promise.get_future().share();
}

}  // namespace

Outcome<Queued> Core::queue(v1::ClientFrame frame) {
  try {
    if (frame.has_decide()) {
      if (auto filled = fill_decision(*frame.mutable_decide()); !filled) return filled.failure();
    }
    const auto* id = client_id_field(frame);
    if (id && id->empty()) set_client_id(frame, ClientId::make());
    if (const auto violation = codec::check_limits(frame)) return invalid(*violation);
    if (frame.ByteSizeLong() + number_bytes > codec::max_frame_bytes) return too_large();
    return queue_checked(std::move(frame));
  } catch (const StoreError& error) {
    return storage(error.what());
  }
}

Outcome<Queued> Core::queue_checked(v1::ClientFrame frame) {
  const std::lock_guard guard(settle_mutex_);
  if (settle_closed_) return closed();
  auto added = store_->add(frame, unix_ms());
  if (added.as == Added::As::full) return busy();
  if (added.as == Added::As::different)
    return invalid("client_id", "这个编号已用于别的内容", "the client id was used for other content");
  if (added.settled) return Queued{added.client_id, ready(std::move(*added.settled))};
  Queued queued{added.client_id, promises_[added.client_id].future};
  submit([this] { machine_.outbox_changed(std::chrono::steady_clock::now()); });
  return queued;
}

// A decision is bound to the text that was shown: it is reckoned from the form in the inbox, not copied.
Outcome<Done> Core::fill_decision(v1::Decide& decision) {
  if (decision.form_version() != 0 || !decision.text_sha256().empty()) return Done{};
  const auto& header = decision.header();
  const auto shown = store_->inbox_entry(Member::of(header.member()), header.message_id());
  if (!shown || !shown->item.has_form())
    return invalid("decide.header.message_id", "收件箱里没有这份同意书", "the inbox has no such form");
  decision.set_form_version(shown->item.form().version());
  decision.set_text_sha256(codec::form_text_sha256(shown->item.title(), shown->item.form()));
  return Done{};
}

}  // namespace jiaxin::client
