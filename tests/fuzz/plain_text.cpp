// A file that may be text: every one gets an answer that the server takes, with its words or a doubt.
#include "worker/plain_text.hpp"

#include "property.hpp"
#include "unit/extraction/memory_sink.hpp"
#include "worker/exif.hpp"
#include "worker/kind.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jiaxin;
  const auto bytes = fuzz::text_of(data, size);
  extraction::MemorySink sink;
  extraction::read_plain_text(bytes, sink);
  fuzz::expect(sink.accepted(), "what is read fits the answer");
  const auto result = std::move(sink).result();
  fuzz::expect((result.means == extraction::Means::text) != (result.text.empty() && !result.doubts.empty()),
               "words or a doubt");
  extraction::kind_of(bytes);
  const int orientation = extraction::exif_orientation(bytes);
  fuzz::expect(orientation >= 1 && orientation <= 8, "EXIF knows eight orientations");
  return 0;
}
