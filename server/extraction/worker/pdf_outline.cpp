#include "worker/pdf_outline.hpp"

#include <poppler-document.h>
#include <poppler-toc.h>

#include <memory>
#include <string>

namespace jiaxin::extraction {
namespace {

void add_titles(const poppler::toc_item& item, std::string& titles) {
  const poppler::byte_array title = item.title().to_utf8();
  titles.append(title.begin(), title.end()).append("\n");
  for (const poppler::toc_item* child : item.children()) add_titles(*child, titles);
}

}  // namespace

void read_outline(const poppler::document& document, Sink& sink) {
  const std::unique_ptr<poppler::toc> outline(document.create_toc());
  if (!outline || outline->root() == nullptr) return;
  std::string titles;
  add_titles(*outline->root(), titles);
  if (titles.find_first_not_of(" \n") != std::string::npos) sink.text(titles);
}

}  // namespace jiaxin::extraction
