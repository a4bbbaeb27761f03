// What stands beside the pages of a PDF: whatever the bytes are, reading ends, and what was read fits the answer.
#include "worker/pdf_beside.hpp"

#include "property.hpp"
#include "unit/extraction/memory_sink.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jiaxin;
  const auto bytes = fuzz::text_of(data, size);
  const extraction::TimeBudget time(std::chrono::seconds(2));
  extraction::MemorySink sink;
  extraction::tell(extraction::beside_pages(bytes, time), false, sink);
  fuzz::expect(sink.accepted(), "what is read fits the answer");
  return 0;
}
