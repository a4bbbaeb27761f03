#include "worker/office_part.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "worker/xml_reader.hpp"
#include "worker/zip_archive.hpp"

namespace jiaxin::extraction {
namespace {

constexpr std::size_t max_part_text = std::size_t{4} << 20;

template <std::size_t N>
bool one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// w:t, a:t, x:t and their like; v: what a cell or a chart shows; the heads and feet of printed sheets; new comments.
constexpr std::array<std::string_view, 10> shown{"t",         "delText",    "v",           "text",       "oddHeader",
                                                 "oddFooter", "evenHeader", "firstHeader", "evenFooter", "firstFooter"};
constexpr std::array<std::string_view, 6> line_ends{"p", "row", "br", "cr", "si", "comment"};
// How characters are spoken, set above them: between them it would tear words apart.
constexpr std::array<std::string_view, 2> beside{"rt", "rPh"};

class PartListener : public XmlListener {
 public:
  explicit PartListener(const PartRules& rules) : rules_(rules) {}

  void begins(std::string_view name, const XmlAttributes& attributes) override {
    parent_tabs_ = name == "tabs" || (parent_tabs_ && name == "tab");
    if (one_of(name, shown)) ++showing_, value_.clear();
    else if (one_of(name, beside)) ++beside_depth_;
    else if (name == "c") cell_is_shared_ = attributes.value("t") == "s";
    else if (name == "sp") shape_starts_ = text_.size(), is_placeholder_ = false;
    else if (name == "ph") is_placeholder_ = true;
    else if (name == "tab" && !parent_tabs_) add("\t");
    else if (name == "textpath") add(attributes.value("string")), add("\n");
    else if (name == "sheet") add(attributes.value("name")), add("\n");
    else if (name == "listItem") add(attributes.value("displayText")), add("\n");
    else if (name == "lvlText") add_words(attributes.value("val"));
    else if (name == "numFmt") add_words(attributes.value("formatCode"));
    else if (name == "altChunk") brings_others_ = true;
    else if (name == "Choice") choice_starts_ = text_.size();
    else if (name == "Fallback") fallback_starts_ = text_.size();
  }

  void ends(std::string_view name) override {
    if (one_of(name, shown)) ends_shown(name);
    else if (one_of(name, beside)) --beside_depth_, aside_ += ' ';
    else if (name == "sp") ends_shape();
    else if (name == "Choice") choice_ = text_.substr(std::min(choice_starts_, text_.size()));
    else if (name == "Fallback") ends_fallback();
    if (one_of(name, line_ends)) add("\n");
    if (name == "c" || name == "tc") add("\t");
  }

  void says(std::string_view text) override {
    if (showing_ > 0) value_.append(text);
  }

  bool brings_others() const { return brings_others_; }

  std::string take() {
    if (!aside_.empty()) text_.append("\n").append(aside_);
    return std::move(text_);
  }

 private:
  void add(std::string_view text) {
    text_.append(text);
    if (text_.size() > max_part_text) throw TooLarge("text of a part");
  }

  // Numbers and dates are formatted with at most three (第%1章, yyyy年m月d日); more is something said.
  void add_words(std::string_view format) {
    const auto han = std::count_if(format.begin(), format.end(), [](unsigned char byte) { return byte >= 0xE4; });
    if (han >= 4) add(format), add("\n");
  }

  void ends_shown(std::string_view name) {
    --showing_;
    if (name == "v" && rules_.shared != nullptr && cell_is_shared_) {
      std::size_t number = rules_.shared->size();
      std::from_chars(value_.data(), value_.data() + value_.size(), number);
      if (number >= rules_.shared->size()) throw BrokenFile("a shared text that is not there");
      add((*rules_.shared)[number]);
    } else if (beside_depth_ > 0) {
      aside_.append(value_);
    } else {
      add(value_);
      if (name != "t" && name != "delText" && name != "v") add("\n");
    }
    value_.clear();
  }

  void ends_shape() {
    if (rules_.skip_placeholders && is_placeholder_) text_.resize(std::min(shape_starts_, text_.size()));
    is_placeholder_ = false;
  }

  // The same content for older programs, as a rule; what differs may be what is shown.
  void ends_fallback() {
    if (fallback_starts_ <= text_.size() && text_.compare(fallback_starts_, std::string::npos, choice_) == 0)
      text_.resize(fallback_starts_);
  }

  const PartRules& rules_;
  std::string text_, value_, choice_, aside_;
  std::size_t shape_starts_ = 0, choice_starts_ = 0, fallback_starts_ = 0;
  int showing_ = 0, beside_depth_ = 0;
  bool cell_is_shared_ = false, is_placeholder_ = false, parent_tabs_ = false;
  bool brings_others_ = false;
};

class SharedListener : public XmlListener {
 public:
  void begins(std::string_view name, const XmlAttributes&) override {
    if (name == "si") texts.emplace_back();
    if (name == "t") showing_ = true;
    if (name == "rPh") spoken_ = true;
  }
  void ends(std::string_view name) override {
    if (name == "t") showing_ = false;
    if (name == "rPh") spoken_ = false;
  }
  void says(std::string_view text) override {
    if (showing_ && !spoken_ && !texts.empty()) texts.back().append(text);
  }
  std::vector<std::string> texts;

 private:
  bool showing_ = false, spoken_ = false;
};

}  // namespace

PartText part_text(std::string_view xml, const PartRules& rules) {
  PartListener listener(rules);
  PartText result;
  try {
    read_xml(xml, listener);
  } catch (const std::runtime_error&) {
    result.whole = false;
  }
  result.brings_others = listener.brings_others();
  result.text = listener.take();
  return result;
}

std::vector<std::string> shared_texts(std::string_view xml) {
  SharedListener listener;
  read_xml(xml, listener);
  return std::move(listener.texts);
}

}  // namespace jiaxin::extraction
