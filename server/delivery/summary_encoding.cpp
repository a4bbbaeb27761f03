#include "delivery/summary_encoding.hpp"

namespace jiaxin::delivery {

v1::ReceiptSummary to_wire(const ports::ReceiptSummary& summary) {
  v1::ReceiptSummary wire;
  wire.set_message_id(summary.message.value);
  wire.set_rows(summary.rows);
  wire.set_delivered(summary.delivered);
  wire.set_read(summary.read);
  wire.set_answered(summary.answered);
  wire.set_children(summary.children);
  wire.set_children_agreed(summary.agreed);
  wire.set_children_declined(summary.declined);
  wire.set_children_disagree(summary.disagree);
  wire.set_children_unanswered(summary.unanswered);
  for (const auto count : summary.slip_counts) wire.add_slip_counts(count);
  return wire;
}

}  // namespace jiaxin::delivery
