#pragma once

#include <functional>
#include <string_view>

#include "worker/sink.hpp"

namespace jiaxin::extraction {

// Reads a picture that stands in a document.
using PictureReader = std::function<void(std::string_view bytes)>;

// DOCX, XLSX or PPTX: what pages, sheets and slides, their heads and feet, notes, comments, text boxes and charts say,
// then their pictures. Any other ZIP file is of unknown kind, whatever of it could be read.
void read_office(std::string_view bytes, Sink& sink, const PictureReader& picture);

}  // namespace jiaxin::extraction
