#include "worker/pdf_beside.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <vector>

#include "worker/one_of.hpp"
#include "worker/pdf_objects.hpp"
#include "worker/xml_reader.hpp"
#include "worker/zip_archive.hpp"

namespace jiaxin::extraction {
namespace {

using namespace std::literals;
using Kind = PdfValue::Kind;

constexpr std::size_t max_content = std::size_t{48} << 20;  // of pages, looked through for hidden letters
constexpr std::array other_media{"FileAttachment"sv, "Sound"sv, "Movie"sv, "Screen"sv, "RichMedia"sv, "3D"sv, "Ink"sv};
// Of notes; of fields and their choices; of buttons.
constexpr std::array note_keys{"Contents"sv, "RC"sv, "Subj"sv};
constexpr std::array field_keys{"V"sv, "DV"sv, "RV"sv, "Opt"sv, "TU"sv};
constexpr std::array button_keys{"CA"sv, "AC"sv, "RC"sv};

class TextListener : public XmlListener {
 public:
  void begins(std::string_view, const XmlAttributes&) override {}
  void ends(std::string_view name) override {
    if (name == "p") text += '\n';
  }
  void says(std::string_view said) override { text.append(said); }
  std::string text;
};

// Rich text is XHTML, beside the plain text that it stands for.
std::string plain(std::string text) {
  if (!text.starts_with('<')) return text;
  TextListener listener;
  try {
    read_xml(text, listener);
  } catch (const BrokenFile&) {
    return text;
  }
  return std::move(listener.text);
}

// "3 Tr" in a page's content: from here on letters are placed, not drawn.
bool hides_letters(std::string_view content) {
  for (auto at = content.find("Tr"); at != content.npos; at = content.find("Tr", at + 2)) {
    const auto digit = content.substr(0, at).find_last_not_of(" \t\r\n\f\0"sv);
    if (digit == content.npos || (content[digit] != '3' && content[digit] != '7')) continue;
    const bool is_number =
        digit > 0 && (content[digit - 1] == '.' || (content[digit - 1] >= '0' && content[digit - 1] <= '9'));
    const bool ends = at + 2 == content.size() || " \t\r\n\f/([<"sv.find(content[at + 2]) != std::string_view::npos;
    if (digit + 1 < at && !is_number && ends) return true;
  }
  return false;
}

bool may_be_content(const PdfValue& dictionary) {
  const PdfValue* type = dictionary.find("Subtype");
  return type == nullptr || type->is_name("Form");
}

class Collector {
 public:
  explicit Collector(PdfBeside& result) : result_(result) {}

  void take(const PdfObject& object) {
    const bool is_dictionary = object.value.kind == Kind::dictionary;
    if (is_dictionary) known_.insert(object.number);
    else if (object.value.kind == Kind::string || object.value.kind == Kind::array)
      loose_[object.number].push_back(object.value);
    if (object.is_stream) streams_.insert(object.number);
    if (object.is_stream && may_be_content(object.value)) look_through(object);
    visit(object.value);
  }

  // Texts that were only referred to.
  void finish() {
    std::set<long> done;
    while (!wanted_.empty()) {
      const long number = *wanted_.begin();
      wanted_.erase(wanted_.begin());
      if (!done.insert(number).second) continue;
      if (streams_.contains(number) || (!known_.contains(number) && !loose_.contains(number))) result_.whole = false;
      for (const PdfValue& value : loose_[number]) add(value);
    }
    result_.letters_unknown |= font_without_letters_ && order_is_own_;
  }

 private:
  void visit(const PdfValue& value) {
    if (value.kind == Kind::dictionary) visit_dictionary(value);
    for (const PdfValue& item : value.items) visit(item);
  }

  void visit_dictionary(const PdfValue& dictionary) {
    const PdfValue* subtype = dictionary.find("Subtype");
    const bool is_widget = subtype != nullptr && subtype->is_name("Widget");
    const bool is_note = subtype != nullptr || dictionary.find("Rect") != nullptr;
    const bool is_field = is_widget || dictionary.find("FT") != nullptr || dictionary.find("T") != nullptr;
    if (is_note) add_all(dictionary, note_keys, true);
    if (is_note && !is_widget && dictionary.find("T") != nullptr) add(*dictionary.find("T"));
    add_all(dictionary, field_keys, is_field);
    add_all(dictionary, button_keys, false);
    result_.moves |= moves(dictionary);
    result_.holds_others |= dictionary.find("EF") != nullptr;
    result_.holds_others |= subtype != nullptr && subtype->kind == Kind::name && one_of(subtype->text, other_media);
    visit_font(dictionary, subtype);
  }

  static bool moves(const PdfValue& dictionary) {
    const PdfValue *off = dictionary.find("OFF"), *base = dictionary.find("BaseState"),
                   *view = dictionary.find("ViewState");
    const bool has_off = off != nullptr && (off->kind == Kind::reference || !off->items.empty());
    return has_off || (base != nullptr && base->is_name("OFF")) || (view != nullptr && view->is_name("OFF")) ||
           dictionary.find("JS") != nullptr || dictionary.find("XFA") != nullptr;
  }

  void visit_font(const PdfValue& dictionary, const PdfValue* subtype) {
    const PdfValue *encoding = dictionary.find("Encoding"), *order = dictionary.find("Ordering");
    order_is_own_ |= order != nullptr && order->text != "GB1" && order->text != "CNS1" && order->text != "Japan1" &&
                     order->text != "Korea1";
    if (subtype == nullptr || dictionary.find("ToUnicode") != nullptr) return;
    const bool by_shape = encoding != nullptr && (encoding->is_name("Identity-H") || encoding->is_name("Identity-V"));
    font_without_letters_ |= subtype->is_name("Type0") && by_shape;
    result_.letters_unknown |= subtype->is_name("Type3");
  }

  template <std::size_t N>
  void add_all(const PdfValue& dictionary, const std::array<std::string_view, N>& keys, bool follow) {
    for (const auto key : keys)
      if (const PdfValue* value = dictionary.find(key); value != nullptr)
        if (follow || value->kind == Kind::string) add(*value);
  }

  void add(const PdfValue& value) {
    if (value.kind == Kind::reference) wanted_.insert(value.number);
    if (value.kind == Kind::array)
      for (const PdfValue& item : value.items) add(item);
    if (value.kind != Kind::string || value.text.empty()) return;
    const std::string text = plain(pdf_text(value.text));
    if (told_.insert(text).second) result_.text.append(text).append("\n");
  }

  void look_through(const PdfObject& stream) {
    if (result_.hidden_text || left_ == 0) return;
    bool whole = true;  // pages that are packed otherwise are read as pages all the same
    const std::string content = unpacked(stream, left_, whole);
    left_ -= std::min(left_, content.size());
    result_.hidden_text = hides_letters(content);
  }

  PdfBeside& result_;
  std::map<long, std::vector<PdfValue>> loose_;
  std::set<long> known_, streams_, wanted_;
  std::set<std::string> told_;
  std::size_t left_ = max_content;
  bool font_without_letters_ = false, order_is_own_ = false;
};

}  // namespace

PdfBeside beside_pages(std::string_view bytes, const TimeBudget& time) {
  PdfBeside result;
  Collector collector(result);
  const bool whole = each_pdf_object(bytes, time, [&](const PdfObject& object) { collector.take(object); });
  result.whole = result.whole && whole;
  collector.finish();
  return result;
}

void tell(const PdfBeside& beside, bool is_encrypted, Sink& sink) {
  const bool has_text = beside.text.find_first_not_of(" \t\r\n") != std::string::npos;
  if (is_encrypted && (has_text || !beside.whole)) sink.doubt(Doubt::locked);
  else if (has_text) sink.text(beside.text);
  if (beside.holds_others || (!beside.whole && !is_encrypted)) sink.doubt(Doubt::not_all_read);
  if (beside.moves) sink.doubt(Doubt::moving);
}

}  // namespace jiaxin::extraction
