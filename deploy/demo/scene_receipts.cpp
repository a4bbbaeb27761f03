// 2. Receipts come in to the teacher as they happen.
#include <algorithm>

#include "day.hpp"
#include "requests.hpp"

namespace jiaxin::demo {
namespace {

std::string counts(const v1::ReceiptSummary& summary) {
  return "送达 " + std::to_string(summary.delivered()) + "/" + std::to_string(summary.rows()) + "，已读 " +
         std::to_string(summary.read());
}

// One row per guardian and child: the cast's phones have it, nobody else's.
std::uint32_t rows_of(Day& day) {
  std::uint32_t rows = 0;
  for (auto* guardian : day.cast.guardians())
    rows += static_cast<std::uint32_t>(guardian->wait_arrival(day.notice).entry.children.size());
  return rows;
}

void check_rows(Day& day, const v1::Receipts& receipts, std::uint32_t delivered) {
  const auto& rows = receipts.receipts();
  expect(static_cast<std::uint32_t>(rows.size()) == receipts.summary().rows(), "there is a row per guardian and child");
  const auto kept = std::count_if(rows.begin(), rows.end(), [](const auto& row) { return row.delivered_at_ms() != 0; });
  expect(static_cast<std::uint32_t>(kept) == delivered, "nobody has it whose phone does not");
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& each) {
    return each.guardian_name() == day.cast.xu.name() && each.child_name() == "欧阳若溪";
  });
  expect(row != rows.end() && row->stored_at_ms() > 0 && row->delivered_at_ms() >= row->stored_at_ms() &&
             row->read_at_ms() >= row->delivered_at_ms() && row->answered_at_ms() == 0,
         "徐敏's row says stored, then delivered, then read, and not answered");
}

}  // namespace

void scene_receipts(Day& day) {
  auto& lin = day.cast.lin;
  day.transcript.scene(2, "回执一到，老师就看到", "Receipts, as they happen");
  const auto rows = rows_of(day);
  const auto delivered = lin.wait_receipts(day.notice, "sees that it was delivered",
                                           [&](const auto& summary) { return summary.delivered() == rows; });
  day.transcript.line(lin.name(), counts(delivered.summary) + "（每位监护人、每个孩子算一条，至多每秒更新一次）",
                      "delivered, read");
  std::uint32_t read = 0;
  for (auto* guardian : {&day.cast.xu, &day.cast.luo, &day.cast.huang}) {
    const auto opened = Clock::now();
    open_item(*guardian, day.notice);
    read += static_cast<std::uint32_t>(guardian->wait_arrival(day.notice).entry.children.size());
    const auto news = lin.wait_receipts(day.notice, "sees that " + guardian->name() + " has read it",
                                        [&](const auto& summary) { return summary.read() == read; });
    day.transcript.line(guardian->name(), "打开通知；" + ms(opened, news.at) + " 后老师看到：" + counts(news.summary),
                        "opens it, the teacher sees it");
  }
  const auto receipts = all_receipts(lin, day.notice);
  check_rows(day, receipts, rows);
  day.transcript.line(
      lin.name(), "逐条核对 " + std::to_string(receipts.receipts_size()) + " 条回执：谁送达、谁已读，几时几分，都对",
      "each receipt checked by name");
}

}  // namespace jiaxin::demo
