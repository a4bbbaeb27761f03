#pragma once

#include <functional>
#include <string_view>

#include "worker/pdf_value.hpp"
#include "worker/time_budget.hpp"

namespace jiaxin::extraction {

struct PdfObject {
  long number = -1;  // -1: told in a way that is not followed
  PdfValue value;
  bool is_stream = false;
  std::string_view data;  // of a stream, and all that comes after it in the file
};

// Hands out every object that stands anywhere in the file, in the open or in object streams, in use or not: which of
// them a program takes depends on tables that may be damaged on purpose. False if not all could be handed out.
bool each_pdf_object(std::string_view bytes, const TimeBudget& time, const std::function<void(const PdfObject&)>& take);

// What a stream says; nothing if it is packed in another way than PDF programs pack all but pictures. `whole` becomes
// false where that is so, and beyond `limit`.
std::string unpacked(const PdfObject& stream, std::size_t limit, bool& whole);

}  // namespace jiaxin::extraction
