// A DOCX, XLSX or PPTX, and the XML parts in one, as the worker reads them. ZIP's checksums stop most mutations, so the
// first byte chooses which of the two the rest is.
#include "property.hpp"
#include "unit/extraction/memory_sink.hpp"
#include "worker/office.hpp"
#include "worker/office_part.hpp"
#include "worker/office_relations.hpp"
#include "worker/office_shared.hpp"
#include "worker/zip_archive.hpp"

namespace {

void read_part(std::string_view xml) {
  using namespace jiaxin::extraction;
  SharedTexts shared;
  try {
    shared = shared_texts(xml);
    relations_in(xml);
  } catch (const BrokenFile&) {
  }
  part_text(xml, &shared.texts);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jiaxin;
  if (size == 0) return 0;
  const auto bytes = fuzz::text_of(data, size);
  if (bytes[0] == '<') {
    read_part(bytes);
    return 0;
  }
  extraction::MemorySink sink;
  extraction::read_office(bytes, sink, [](std::string_view) {});
  fuzz::expect(sink.accepted(), "what is read fits the answer");
  const auto result = std::move(sink).result();
  fuzz::expect(result.means != extraction::Means::none || !result.doubts.empty() || result.text.empty(),
               "a result is consistent");
  return 0;
}
