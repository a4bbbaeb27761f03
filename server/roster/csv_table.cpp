#include "roster/csv_table.hpp"

#include <csv.h>

#include <algorithm>
#include <utility>

#include "roster/utf8.hpp"

namespace jiaxin::roster {

namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
constexpr std::size_t libcsv_block_bytes = 4096;

class LibCsv {
 public:
  LibCsv() : ready_(csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) == 0) {
    if (ready_) csv_set_blk_size(&parser_, libcsv_block_bytes);
  }
  ~LibCsv() {
    if (ready_) csv_free(&parser_);
  }
  LibCsv(const LibCsv&) = delete;
  LibCsv& operator=(const LibCsv&) = delete;
  csv_parser* get() { return &parser_; }
  bool ready() const { return ready_; }

 private:
  csv_parser parser_{};
  bool ready_;
};

// Takes one physical line with its line break off the front. A lone CR ends a line too, as it does for libcsv.
std::string_view take_line(std::string_view& bytes) {
  std::size_t end = bytes.find_first_of("\r\n");
  if (end == std::string_view::npos) {
    end = bytes.size();
  } else {
    end += bytes.substr(end).starts_with("\r\n") ? 2 : 1;
  }
  const std::string_view line = bytes.substr(0, end);
  bytes.remove_prefix(end);
  return line;
}

bool blank(std::string_view line) { return line.find_first_not_of(" \t\r\n") == std::string_view::npos; }

bool ascii(std::string_view line) {
  return std::all_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::string_view Table::cell(std::size_t row, std::size_t column) const {
  const std::size_t at = row * header_.size() + column;
  const std::size_t begin = at == 0 ? 0 : ends_[at - 1];
  return std::string_view(text_).substr(begin, ends_[at] - begin);
}

// Gives libcsv one physical line at a time: libcsv does not count lines, and a line break that is not quoted ends
// a record, so each physical line ends at most one.
class TableReader {
 public:
  TableReader(std::string_view file, Problems& problems) : file_(file), problems_(problems) {}

  Table read(std::string_view bytes) && {
    if (opens_well(bytes)) {
      if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
      if (read_lines(bytes)) finish();
    }
    return std::move(table_);
  }

 private:
  bool fail(std::size_t line, Reason reason) {
    problems_.add({file_, line}, std::move(reason));
    return false;
  }

  bool opens_well(std::string_view bytes) {
    if (!csv_.ready()) return fail(0, {"服务器内存不足", "out of memory"});
    if (!looks_like_utf16(bytes)) return true;
    return fail(0, {"文件是 UTF-16 编码，请在表格软件中另存为“CSV UTF-8”", "the file is UTF-16; save it as CSV UTF-8"});
  }

  bool read_lines(std::string_view bytes) {
    while (!bytes.empty()) {
      const std::string_view line = take_line(bytes);
      ++line_;
      if (!in_record_ && blank(line)) continue;
      begin_record_if_needed();
      if (!line_is_sound(line) || !feed(line)) return false;
    }
    return true;
  }

  void begin_record_if_needed() {
    if (in_record_) return;
    in_record_ = true;
    spoiled_ = false;
    record_line_ = line_;
    record_bytes_ = 0;
    fields_ = 0;
  }

  // False: the rest of the file is not worth reading.
  bool line_is_sound(std::string_view line) {
    record_bytes_ += line.size();
    if (record_bytes_ > max_record_bytes) {
      return fail(record_line_, {"这一行过长，可能缺少右引号", "this row is too long; is a closing quote missing?"});
    }
    if (valid_utf8(line)) {
      has_utf8_text_ = has_utf8_text_ || !ascii(line);
      return true;
    }
    spoiled_ = true;
    if (!has_utf8_text_ && looks_like_gb18030(line)) {
      return fail(line_, {"文字不是 UTF-8，看起来是 GBK/GB18030 编码，请在表格软件中另存为“CSV UTF-8”",
                          "the text is not UTF-8 but looks like GB18030; save the file as CSV UTF-8"});
    }
    fail(line_, {"含有不是 UTF-8 的字节，请把文件存为 UTF-8", "the line is not valid UTF-8; save the file as UTF-8"});
    return !table_.header_.empty();
  }

  bool feed(std::string_view line) {
    const std::size_t taken = csv_parse(csv_.get(), line.data(), line.size(), &on_field, &on_record, this);
    if (taken != line.size()) {
      return fail(line_, {"引号用法不对：带引号的格子应整个放在引号内，其中的引号写成两个",
                          "misplaced quote: quote the whole field and double the quotes inside it"});
    }
    return !gave_up_;
  }

  void finish() {
    if (csv_fini(csv_.get(), &on_field, &on_record, this) != 0) {
      fail(record_line_, {"从这一行开始的引号没有闭合", "a quote opened in the row that begins here is never closed"});
    } else if (table_.header_.empty()) {
      fail(0, {"文件是空的，缺少表头", "the file is empty; its header row is missing"});
    }
  }

  static void on_field(void* data, std::size_t size, void* self) {
    static_cast<TableReader*>(self)->add_field({static_cast<const char*>(data), size});
  }
  static void on_record(int, void* self) { static_cast<TableReader*>(self)->end_record(); }

  void add_field(std::string_view field) {
    ++fields_;
    if (table_.header_.empty()) {
      if (fields_ <= max_columns) new_header_.emplace_back(field);
      return;
    }
    if (fields_ > table_.header_.size()) return;
    table_.text_ += field;
    table_.ends_.push_back(static_cast<std::uint32_t>(table_.text_.size()));
  }

  void end_record() {
    in_record_ = false;
    if (table_.header_.empty()) return end_header();
    if (is_wanted()) {
      table_.lines_.push_back(static_cast<std::uint32_t>(record_line_));
    } else {
      drop_fields();
    }
  }

  void end_header() {
    if (fields_ > max_columns) {
      gave_up_ = !fail(record_line_, {"表头的列太多", "the header has too many columns"});
    } else {
      table_.header_ = std::move(new_header_);
    }
  }

  bool is_wanted() {
    if (spoiled_ || row_is_empty()) return false;
    if (fields_ != table_.header_.size()) {
      const std::string got = std::to_string(fields_), expected = std::to_string(table_.header_.size());
      return fail(record_line_, {text("这一行有 ", got, " 列，表头有 ", expected, " 列"),
                                 text("the row has ", got, " fields where the header has ", expected)});
    }
    if (table_.rows() < max_rows) return true;
    gave_up_ = !fail(record_line_, {text("行数超过上限 ", std::to_string(max_rows)),
                                    text("more than ", std::to_string(max_rows), " rows")});
    return false;
  }

  std::size_t kept_cells() const { return table_.rows() * table_.header_.size(); }
  std::size_t kept_text() const { return kept_cells() == 0 ? 0 : table_.ends_[kept_cells() - 1]; }
  bool row_is_empty() const { return table_.text_.size() == kept_text() && fields_ <= table_.header_.size(); }
  void drop_fields() {
    table_.text_.resize(kept_text());
    table_.ends_.resize(kept_cells());
  }

  std::string_view file_;
  Problems& problems_;
  LibCsv csv_;
  Table table_;
  std::vector<std::string> new_header_;
  std::size_t line_ = 0;
  std::size_t record_line_ = 0;
  std::size_t record_bytes_ = 0;
  std::size_t fields_ = 0;
  bool has_utf8_text_ = false;
  bool in_record_ = false;
  bool spoiled_ = false;
  bool gave_up_ = false;
};

Table read_table(std::string_view file, std::string_view bytes, Problems& problems) {
  return TableReader(file, problems).read(bytes);
}

}  // namespace jiaxin::roster
