// jiaxin-extract MILLISECONDS: reads the file that stands open as descriptor 0 and writes what it says to descriptor 1,
// as extraction/answer.hpp lays down. Started by extraction::Extractor, never by hand; linked with Poppler, and so under
// the GPL as a program.
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <new>
#include <string>

#include "worker/confinement.hpp"
#include "worker/input.hpp"
#include "worker/kind.hpp"
#include "worker/ocr.hpp"
#include "worker/office.hpp"
#include "worker/pdf.hpp"
#include "worker/picture_text.hpp"
#include "worker/plain_text.hpp"

namespace jiaxin::extraction {
namespace {

constexpr const char* model_path = "/usr/share/tesseract-ocr/5/tessdata/chi_sim.traineddata";

std::string model() {
  std::ifstream file(model_path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Format format_of(FileKind kind) {
  if (is_picture(kind)) return Format::picture;
  switch (kind) {
    case FileKind::pdf: return Format::pdf;
    case FileKind::zip: return Format::office;
    default: return Format::unknown;  // a text tells of itself, when it has turned out to be one
  }
}

void read_as(FileKind kind, std::string_view bytes, const TimeBudget& time, Ocr& ocr, Sink& sink) {
  PictureText pictures(ocr, time, sink);
  sink.format(format_of(kind));
  if (is_picture(kind)) return pictures.read_file(bytes);
  switch (kind) {
    case FileKind::pdf:
      return read_pdf(bytes, time, sink,
                      {[&](const Pix& page) { pictures.read(page); },
                       [&](const Pix& page, const ReadPlaces& text) { pictures.read_beside(page, text); }});
    case FileKind::zip:
      return read_office(bytes, sink, [&](std::string_view picture) { pictures.read_embedded(picture); });
    case FileKind::old_office: return sink.doubt(Doubt::old_office);
    default: return read_plain_text(bytes, sink);
  }
}

void run(std::chrono::milliseconds time) {
  // A tenth is kept for telling what was read before the server loses its patience.
  const TimeBudget budget(time * 9 / 10);
  limit_process(std::chrono::ceil<std::chrono::seconds>(time));
  Ocr ocr(model());
  prepare_pdf();
  const auto bytes = whole_file(0);
  ::close(0);
  lock_down();
  PipeSink sink(1);
  try {
    if (!bytes) sink.doubt(Doubt::broken);
    else if (bytes->size() > max_file_bytes) sink.doubt(Doubt::too_large);
    else read_as(kind_of(*bytes), *bytes, budget, ocr, sink);
  } catch (const std::bad_alloc&) {
    sink.doubt(Doubt::too_large);
  }
  sink.end();
}

}  // namespace
}  // namespace jiaxin::extraction

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  try {
    jiaxin::extraction::run(std::chrono::milliseconds(std::strtol(argv[1], nullptr, 10)));
  } catch (const std::exception&) {
    ::_exit(3);
  }
  ::_exit(0);  // nothing is left to be tidied, and destructors of libraries may want what is locked
}
