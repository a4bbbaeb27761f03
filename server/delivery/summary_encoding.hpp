// Receipt counts as they go over the wire.
#pragma once

#include "jiaxin/v1/receipt.pb.h"
#include "ports/message_store.hpp"

namespace jiaxin::delivery {

v1::ReceiptSummary to_wire(const ports::ReceiptSummary& summary);

}  // namespace jiaxin::delivery
