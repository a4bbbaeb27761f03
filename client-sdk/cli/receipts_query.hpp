// All pages of an item's receipts.
#pragma once

#include "item_lookup.hpp"
#include "receipts_text.hpp"

namespace jiaxin::cli {

// Bounded: refused if the server's pages do not end.
Result<AllReceipts> fetch_receipts(Session& session, const FoundItem& item);

}  // namespace jiaxin::cli
