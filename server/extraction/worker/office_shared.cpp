#include "worker/office_shared.hpp"

#include "worker/xml_reader.hpp"

namespace jiaxin::extraction {
namespace {

class SharedListener : public XmlListener {
 public:
  void begins(std::string_view name, const XmlAttributes&) override {
    if (name == "si") result.texts.emplace_back();
    if (name == "t") showing_ = true;
    if (name == "rPh") spoken_ = true;
  }
  void ends(std::string_view name) override {
    if (name == "t") showing_ = false;
    if (name == "rPh") spoken_ = false, result.spoken += ' ';
  }
  void says(std::string_view text) override {
    if (!showing_ || result.texts.empty()) return;
    (spoken_ ? result.spoken : result.texts.back()).append(text);
  }
  SharedTexts result;

 private:
  bool showing_ = false, spoken_ = false;
};

}  // namespace

SharedTexts shared_texts(std::string_view xml) {
  SharedListener listener;
  read_xml(xml, listener);
  return std::move(listener.result);
}

}  // namespace jiaxin::extraction
