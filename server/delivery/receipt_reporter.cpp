#include "delivery/receipt_reporter.hpp"

#include "codec/frame.hpp"
#include "delivery/summary_encoding.hpp"

namespace jiaxin::delivery {
namespace {

std::string update_frame(const ports::ReceiptChange& change, const ports::ReceiptSummary& summary) {
  v1::ServerFrame frame;
  auto& update = *frame.mutable_receipt_update();
  update.mutable_member()->set_school_id(change.school.value);
  update.mutable_member()->set_member_id(change.sender.value);
  *update.mutable_summary() = to_wire(summary);
  return codec::encode(frame);
}

}  // namespace

void ReceiptReporter::changed(std::vector<ports::ReceiptChange> changes) {
  if (changes.empty()) return;
  core_.post([this, changes = std::move(changes)] {
    for (const auto& change : changes) plan(change);
  });
}

void ReceiptReporter::plan(ports::ReceiptChange change) {
  const auto wait = pace_.changed({change.school, change.message}, core_.now());
  if (!wait) return;
  if (wait->count() == 0) return tell(change);
  core_.run_after(*wait, [this, change] { tell(change); });
}

void ReceiptReporter::tell(ports::ReceiptChange change) {
  const ReceiptPace::Key key{change.school, change.message};
  pace_.told(key, core_.now());
  core_.run_after(interval * 2, [this, key] { pace_.forget_if_idle(key, core_.now()); });
  store_.receipt_summary(change.school, change.message, [this, change](std::optional<ports::ReceiptSummary> summary) {
    if (!summary) return changed({change});  // the last state is always told: try again after the interval
    fan_out_.push({change.school, change.sender}, update_frame(change, *summary));
  });
}

}  // namespace jiaxin::delivery
