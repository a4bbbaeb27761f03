#include "worker/office_part.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "worker/office_field.hpp"
#include "worker/office_words.hpp"
#include "worker/one_of.hpp"
#include "worker/xml_reader.hpp"
#include "worker/zip_archive.hpp"

namespace jiaxin::extraction {
namespace {

constexpr std::size_t max_part_text = std::size_t{4} << 20;
// Shapes of templates have some hundred; a hand that writes takes more.
constexpr int most_drawn_points = 1500;
// Forms have rows of boxes to tick; so many different signs of a symbol font are writing.
constexpr std::size_t most_signs = 10;

// Their placeholders hold prompts that no slide shows, their shapes are decoration.
bool is_master(std::string_view root) {
  return one_of(root, {"sldMaster", "sldLayout", "notesMaster", "handoutMaster"});
}

// Pieces that stand beside the running text, each on a line of its own.
class Aside {
 public:
  void add(std::string_view piece) {
    constexpr std::size_t short_piece = 6;  // two Chinese characters: letters that are set one by one may repeat
    if (piece.size() > short_piece && !seen_.emplace(piece).second) return;
    text_.append(piece).append("\n");
    if (text_.size() > max_part_text) throw TooLarge("text of a part");
  }
  void add_spoken(std::string_view piece) { spoken_.append(piece); }
  std::string take() { return spoken_.empty() ? std::move(text_) : spoken_ + "\n" + text_; }

 private:
  std::set<std::string, std::less<>> seen_;
  std::string text_, spoken_;
};

class PartListener : public XmlListener {
 public:
  explicit PartListener(const std::vector<std::string>* shared) : shared_(shared) {}

  void begins(std::string_view name, const XmlAttributes& attributes) override {
    end_run();
    if (elements_.empty()) result_.root = name;
    elements_.emplace_back(name);
    begins_text(name, attributes);
    begins_field(name, attributes);
    begins_drawing(name, attributes);
    if (name == "altChunk" || name == "subDoc") result_.brings_others = true;
    else if (name == "dataBinding") result_.shows_properties = true;
    else if (name == "Choice") choice_starts_ = text_.size();
    else if (name == "Fallback") fallback_starts_ = text_.size();
    attributes.each([&](std::string_view attribute, std::string_view value) {
      if (is_for_readers(name, attribute, value)) aside_.add(value);
    });
  }

  void ends(std::string_view name) override {
    end_run();
    elements_.pop_back();
    if (one_of(name, {"rt", "rPh"})) --beside_depth_, aside_.add_spoken(" ");
    else if (name == "sp") ends_shape();
    else if (name == "Choice") choice_ = text_.substr(std::min(choice_starts_, text_.size()));
    else if (name == "Fallback") ends_fallback();
    if (ends_line(name)) add("\n");
    if (name == "c" || name == "tc") add("\t");
  }

  void says(std::string_view text) override { run_.append(text); }

  void finish() {
    for (const std::string& code : codes_) add_field(code);
  }

  PartText take() {
    const std::string aside = aside_.take();
    if (!aside.empty()) text_.append("\n").append(aside);
    result_.text = std::move(text_);
    result_.brings_others |= points_ > most_drawn_points || signs_.size() > most_signs;
    return std::move(result_);
  }

 private:
  void add(std::string_view text) {
    text_.append(text);
    if (text_.size() > max_part_text) throw TooLarge("text of a part");
  }

  void add_sheet_name(std::string_view name) {
    if (!is_given_sheet_name(name)) add(name), add("\n");
  }

  static bool ends_line(std::string_view name) {
    const bool block = one_of(name, {"p", "row", "br", "cr", "si", "comment"});
    return block || (kind_of_text(name) == TextKind::shown && !one_of(name, {"t", "delText", "v"}));
  }

  void begins_text(std::string_view name, const XmlAttributes& attributes) {
    parent_tabs_ = name == "tabs" || (parent_tabs_ && name == "tab");
    // How characters are spoken is set above them: between them it would tear words apart.
    if (one_of(name, {"rt", "rPh"})) ++beside_depth_;
    else if (name == "c") cell_is_shared_ = attributes.value("t") == "s";
    else if (name == "tab" && !parent_tabs_) add("\t");
    else if (name == "textpath") add(attributes.value("string")), add("\n");
    else if (name == "sheet") add_sheet_name(attributes.value("name"));
    else if (name == "buChar") add(attributes.value("char"));
    else if (name == "sym") add_sign(attributes.value("char"));
    else if (name == "numFmt") add_format(attributes.value("formatCode"));
  }

  void begins_field(std::string_view name, const XmlAttributes& attributes) {
    if (name == "fldSimple") add_field(attributes.value("instr"));
    if (name != "fldChar") return;
    const auto type = attributes.value("fldCharType");
    if (type == "begin") codes_.emplace_back();
    else if (!codes_.empty()) add_field(std::exchange(codes_.back(), {}));
    if (type == "end" && !codes_.empty()) codes_.pop_back();
  }

  void begins_drawing(std::string_view name, const XmlAttributes& attributes) {
    if (name == "sp") shape_starts_ = text_.size(), is_placeholder_ = false;
    else if (name == "ph") is_placeholder_ = true;
    else if (name == "pt" && !attributes.value("x").empty() && !is_master(result_.root)) ++points_;
  }

  // A run of text ends where any element begins or ends.
  void end_run() {
    if (run_.empty()) return;
    const std::string run = std::exchange(run_, {});
    const std::string& element = elements_.back();
    switch (kind_of_text(element)) {
      case TextKind::shown: return add_shown(element, run);
      case TextKind::formula: return add_formula(run);
      case TextKind::format: return add_format(run);
      case TextKind::field_code: return add_code(run);
      case TextKind::other:
        if (has_han(run)) aside_.add(run);
    }
  }

  void add_shown(std::string_view element, std::string_view run) {
    if (element == "v" && cell_is_shared_) {
      add_shared(run);
    } else if (beside_depth_ > 0) {
      aside_.add_spoken(run);
    } else {
      add(run);
    }
  }

  void add_shared(std::string_view run) {
    if (shared_ == nullptr) return;
    std::size_t number = shared_->size();
    std::from_chars(run.data(), run.data() + run.size(), number);
    if (number >= shared_->size()) throw BrokenFile("a shared text that is not there");
    add((*shared_)[number]);
  }

  void add_formula(std::string_view formula) {
    const std::string texts = quoted_texts(formula);
    if (!texts.empty()) aside_.add(texts);
    result_.brings_others |= brings_characters(formula);
  }

  void add_format(std::string_view format) {
    if (says_something(format)) aside_.add(format);
  }

  void add_sign(std::string_view hexadecimal) {
    unsigned value = 0;
    std::from_chars(hexadecimal.data(), hexadecimal.data() + hexadecimal.size(), value, 16);
    const std::string letter = symbol_text(value);
    if (letter.empty()) signs_.insert(value);
    add(letter);
  }

  void add_code(std::string_view run) {
    if (codes_.empty()) codes_.emplace_back();
    codes_.back().append(run);
  }

  void add_field(std::string_view code) {
    if (code.empty()) return;
    const Field field = read_field(code);
    add(field.words);
    aside_.add_spoken(field.spoken);
    result_.brings_others |= field.brings_others;
    result_.shows_properties |= field.shows_properties;
  }

  void ends_shape() {
    if (is_master(result_.root) && is_placeholder_) text_.resize(std::min(shape_starts_, text_.size()));
    is_placeholder_ = false;
  }

  // The same content for older programs, as a rule; what differs may be what is shown.
  void ends_fallback() {
    if (fallback_starts_ <= text_.size() && text_.compare(fallback_starts_, std::string::npos, choice_) == 0)
      text_.resize(fallback_starts_);
  }

  const std::vector<std::string>* shared_;
  PartText result_;
  Aside aside_;
  std::vector<std::string> elements_;  // that are open, the innermost last
  std::vector<std::string> codes_;     // of the fields that are open
  std::set<unsigned> signs_;           // of symbol fonts
  std::string text_, run_, choice_;
  std::size_t shape_starts_ = 0, choice_starts_ = 0, fallback_starts_ = 0;
  int beside_depth_ = 0, points_ = 0;
  bool cell_is_shared_ = false, is_placeholder_ = false, parent_tabs_ = false;
};

}  // namespace

PartText part_text(std::string_view xml, const std::vector<std::string>* shared) {
  PartListener listener(shared);
  bool whole = true;
  try {
    read_xml(xml, listener);
    listener.finish();
  } catch (const std::runtime_error&) {
    whole = false;
  }
  PartText result = listener.take();
  result.whole = whole;
  return result;
}

}  // namespace jiaxin::extraction
