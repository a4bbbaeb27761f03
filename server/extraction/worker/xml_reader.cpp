#include "worker/xml_reader.hpp"

#include <expat.h>

#include <algorithm>
#include <exception>
#include <memory>

#include "worker/zip_archive.hpp"

namespace jiaxin::extraction {
namespace {

constexpr int max_depth = 512;

struct Freer {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

// Exceptions must not pass through the C library: they are kept, and thrown again when it has returned.
class Reading {
 public:
  Reading(XML_Parser parser, XmlListener& listener) : parser_(parser), listener_(listener) {}

  void begins(const char* name, const char** attributes) {
    guarded([&] {
      if (++depth_ > max_depth) throw BrokenFile("XML nested too deep");
      listener_.begins(without_prefix(name), XmlAttributes(attributes));
    });
  }
  void ends(const char* name) {
    --depth_;
    guarded([&] { listener_.ends(without_prefix(name)); });
  }
  void says(std::string_view text) {
    guarded([&] { listener_.says(text); });
  }
  void declares_type() {
    guarded([] { throw BrokenFile("XML with a document type"); });
  }
  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  template <class Step>
  void guarded(Step step) {
    if (failure_) return;
    try {
      step();
    } catch (...) {
      failure_ = std::current_exception();
      XML_StopParser(parser_, XML_FALSE);
    }
  }

  XML_Parser parser_;
  XmlListener& listener_;
  int depth_ = 0;
  std::exception_ptr failure_;
};

Reading& of(void* data) { return *static_cast<Reading*>(data); }

}  // namespace

std::string_view XmlAttributes::value(std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2)
    if (without_prefix(pair[0]) == name) return pair[1];
  return {};
}

void read_xml(std::string_view bytes, XmlListener& listener) {
  const std::unique_ptr<XML_ParserStruct, Freer> parser(XML_ParserCreate(nullptr));
  if (!parser) throw std::bad_alloc();
  Reading reading(parser.get(), listener);
  XML_SetUserData(parser.get(), &reading);
  XML_SetElementHandler(
      parser.get(), [](void* data, const char* name, const char** pairs) { of(data).begins(name, pairs); },
      [](void* data, const char* name) { of(data).ends(name); });
  XML_SetCharacterDataHandler(parser.get(), [](void* data, const char* text, int length) {
    of(data).says({text, static_cast<std::size_t>(length)});
  });
  XML_SetStartDoctypeDeclHandler(
      parser.get(), [](void* data, const char*, const char*, const char*, int) { of(data).declares_type(); });
  const auto status = XML_Parse(parser.get(), bytes.data(), static_cast<int>(bytes.size()), XML_TRUE);
  reading.rethrow();
  if (status != XML_STATUS_OK) throw BrokenFile("XML is not well-formed");
}

}  // namespace jiaxin::extraction
