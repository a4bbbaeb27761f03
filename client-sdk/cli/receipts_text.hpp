// How far an item has come, for people and for programs. `item`: nullptr where it is not known; then options have
// numbers only.
#pragma once

#include <iosfwd>
#include <string_view>
#include <vector>

#include "jiaxin/v1/inbox.pb.h"
#include "jiaxin/v1/receipt.pb.h"
#include "json_text.hpp"

namespace jiaxin::cli {

struct AllReceipts {
  v1::ReceiptSummary summary;  // of the last page
  std::vector<v1::Receipt> rows;
};

void print_summary(std::ostream& out, const v1::ReceiptSummary& summary, const v1::Item* item);
void print_rows(std::ostream& out, const AllReceipts& receipts, const v1::Item* item, std::string_view zone);

json::object json_of(const v1::ReceiptSummary& summary, const v1::Item* item);
json::object json_of(const v1::Receipt& row, const v1::Item* item, std::string_view zone);

}  // namespace jiaxin::cli
