#include "worker/office_relations.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "worker/xml_reader.hpp"

namespace jiaxin::extraction {
namespace {

using namespace std::literals;

// Links, templates and other workbooks lie outside the file too, but show nothing in it.
constexpr std::array shown_relations{"/image"sv, "/oleObject"sv, "/frame"sv, "/subDocument"sv,
                                     "/video"sv, "/audio"sv,     "/media"sv, "/aFChunk"sv};

// Those that are used without being shown_relations: faces of letters, the small picture that stands for the file.
constexpr std::array silent_relations{"/font"sv, "/thumbnail"sv, "/printerSettings"sv, "/vbaProject"sv};

template <std::size_t N>
bool ends_with_one(std::string_view type, const std::array<std::string_view, N>& endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return type.ends_with(ending); });
}

class RelationsListener : public XmlListener {
 public:
  void begins(std::string_view name, const XmlAttributes& attributes) override {
    if (++elements_ == 1) relations.are_meant = name == "Relationships";
    if (name != "Relationship") return;
    const auto type = attributes.value("Type"), target = attributes.value("Target");
    const bool is_outside = attributes.value("TargetMode") == "External";
    // A name with escapes may be any name.
    const bool is_odd = is_outside || target.find('%') != target.npos;
    relations.show_others |= is_odd && ends_with_one(type, shown_relations);
    if (!is_outside && !ends_with_one(type, silent_relations)) relations.targets.push_back(last_name(lower(target)));
  }
  void ends(std::string_view) override {}
  void says(std::string_view) override {}

  Relations relations;

 private:
  int elements_ = 0;
};

}  // namespace

std::string lower(std::string_view name) {
  std::string result(name);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  return result;
}

std::string last_name(std::string_view path) { return std::string(path.substr(path.rfind('/') + 1)); }

Relations relations_in(std::string_view xml) {
  RelationsListener listener;
  read_xml(xml, listener);
  return std::move(listener.relations);
}

}  // namespace jiaxin::extraction
