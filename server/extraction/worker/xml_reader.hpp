#pragma once

#include <string_view>

namespace jiaxin::extraction {

inline std::string_view without_prefix(std::string_view name) { return name.substr(name.rfind(':') + 1); }

// Attributes of an element; names without their prefix. Valid during the call it is handed to.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  std::string_view value(std::string_view name) const;  // "" if there is none

  template <class Take>  // (std::string_view name, std::string_view value)
  void each(Take take) const {
    for (const char** pair = pairs_; *pair != nullptr; pair += 2)
      take(without_prefix(pair[0]), std::string_view(pair[1]));
  }

 private:
  const char** pairs_;
};

// Told what stands in an XML document, in its order. Names come without their prefix.
class XmlListener {
 public:
  virtual ~XmlListener() = default;
  virtual void begins(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void ends(std::string_view name) = 0;
  virtual void says(std::string_view text) = 0;  // any part of a run of text
};

// Throws BrokenFile where it is not well-formed, nested beyond reason, or declares a document type: Office writes none,
// and without one there are no entities to expand. What a listener throws comes through.
void read_xml(std::string_view bytes, XmlListener& listener);

}  // namespace jiaxin::extraction
