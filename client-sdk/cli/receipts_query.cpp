#include "receipts_query.hpp"

namespace jiaxin::cli {
namespace {

constexpr int max_pages = 10'000;

}  // namespace

Result<AllReceipts> fetch_receipts(Session& session, const FoundItem& item) {
  v1::GetReceipts request;
  *request.mutable_member() = item.member;
  request.set_message_id(item.message_id);
  AllReceipts all;
  for (int page = 0; page < max_pages; ++page) {
    const auto receipts =
        session.ask<v1::Receipts>([&](auto done) { session.client().get_receipts(request, std::move(done)); });
    if (!receipts) return receipts.refusal();
    all.summary = receipts->summary();
    all.rows.insert(all.rows.end(), receipts->receipts().begin(), receipts->receipts().end());
    if (receipts->next_page_token().empty()) return all;
    request.set_page_token(receipts->next_page_token());
  }
  return refused("服务器给出的页数太多。", "The server's pages do not end.");
}

}  // namespace jiaxin::cli
