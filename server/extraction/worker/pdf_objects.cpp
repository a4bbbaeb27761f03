#include "worker/pdf_objects.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace jiaxin::extraction {
namespace {

constexpr std::size_t max_unpacked = std::size_t{64} << 20;
// Of the bytes read, how many may be read again: an object may be told of inside another.
constexpr std::size_t most_repeats = 4;
constexpr std::size_t repeats_for_free = std::size_t{1} << 20;

// Takes from its end what fits.
template <class Fits>
std::string_view take_back(std::string_view& text, Fits fits) {
  std::size_t length = 0;
  while (length < text.size() && fits(text[text.size() - 1 - length])) ++length;
  const auto taken = text.substr(text.size() - length);
  text.remove_suffix(length);
  return taken;
}

// The number in "12 0 ", which stands in front of "obj".
long number_before(std::string_view front) {
  take_back(front, is_pdf_space);
  const auto generation = take_back(front, is_pdf_digit);
  const auto gap = take_back(front, is_pdf_space);
  const auto digits = take_back(front, is_pdf_digit);
  long number = -1;
  if (!generation.empty() && !gap.empty()) std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

std::string_view after_line_end(std::string_view bytes) {
  const auto end = bytes.find_first_of("\r\n");
  if (end == bytes.npos) return {};
  bytes.remove_prefix(end);
  bytes.remove_prefix(bytes.starts_with("\r\n") ? 2 : 1);
  return bytes;
}

std::string inflated(std::string_view bytes, std::size_t limit, bool& whole) {
  z_stream stream{};
  std::string result;
  if (inflateInit(&stream) != Z_OK) return result;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::array<char, 65536> block;
  int status = Z_OK;
  while (status == Z_OK && result.size() < limit) {
    stream.next_out = reinterpret_cast<Bytef*>(block.data());
    stream.avail_out = static_cast<uInt>(block.size());
    status = inflate(&stream, Z_NO_FLUSH);
    result.append(block.data(), block.size() - stream.avail_out);
    if (status == Z_OK && stream.avail_in == 0 && stream.avail_out > 0) break;
  }
  inflateEnd(&stream);
  whole = whole && status == Z_STREAM_END;
  return result;
}

// Whether the only way it is packed is Flate, without differences between rows.
bool is_plainly_flate(const PdfValue& dictionary) {
  const PdfValue* filter = dictionary.find("Filter");
  if (filter->kind == PdfValue::Kind::array && filter->items.size() == 1) filter = &filter->items[0];
  const PdfValue* details = dictionary.find("DecodeParms");
  return (filter->is_name("FlateDecode") || filter->is_name("Fl")) &&
         (details == nullptr || details->find("Predictor") == nullptr);
}

class Objects {
 public:
  Objects(std::string_view bytes, const TimeBudget& time, const std::function<void(const PdfObject&)>& take)
      : bytes_(bytes), time_(time), take_(take) {}

  bool read() {
    constexpr std::string_view mark = "obj";
    for (auto at = bytes_.find(mark); at != bytes_.npos; at = bytes_.find(mark, at + mark.size())) {
      if (at >= 3 && bytes_.substr(at - 3, 3) == "end") continue;
      if (time_.over() || read_bytes_ > bytes_.size() * most_repeats + repeats_for_free) return false;
      read_at(at + mark.size(), number_before(bytes_.substr(0, at)));
    }
    return whole_;
  }

 private:
  void read_at(std::size_t at, long number) {
    PdfParser parser(bytes_, at);
    PdfObject object{number, parser.next(), false, {}};
    read_bytes_ += parser.at() - at;
    if (object.value.kind == PdfValue::Kind::dictionary) {
      const PdfValue word = parser.next();
      object.is_stream = word.kind == PdfValue::Kind::other && word.text == "stream";
      if (object.is_stream) object.data = after_line_end(bytes_.substr(parser.at()));
    }
    take_(object);
    if (object.is_stream && object.value.find("First") != nullptr && object.value.find("N") != nullptr)
      read_packed(object);
  }

  // An object stream: pairs of an object's number and its place, then the objects.
  void read_packed(const PdfObject& stream) {
    const long first = stream.value.find("First")->number, count = stream.value.find("N")->number;
    const std::string unpacked_bytes = unpacked(stream, left_, whole_);
    left_ -= std::min(left_, unpacked_bytes.size());
    const auto size = static_cast<long>(unpacked_bytes.size());
    if (first <= 0 || first > size || count <= 0) return void(whole_ = false);
    PdfParser places(unpacked_bytes, 0);
    for (long i = 0; i < count && !places.ended(); ++i) {
      const PdfValue number = places.next(), place = places.next();
      if (place.number < 0 || place.number > size || time_.over()) return void(whole_ = false);
      PdfParser parser(unpacked_bytes, static_cast<std::size_t>(first + place.number));
      take_({number.number, parser.next(), false, {}});
    }
  }

  std::string_view bytes_;
  const TimeBudget& time_;
  const std::function<void(const PdfObject&)>& take_;
  std::size_t left_ = max_unpacked, read_bytes_ = 0;
  bool whole_ = true;
};

}  // namespace

bool each_pdf_object(std::string_view bytes, const TimeBudget& time,
                     const std::function<void(const PdfObject&)>& take) {
  return Objects(bytes, time, take).read();
}

std::string unpacked(const PdfObject& stream, std::size_t limit, bool& whole) {
  if (stream.value.find("Filter") == nullptr)
    return std::string(stream.data.substr(0, std::min(stream.data.find("endstream"), limit)));
  if (is_plainly_flate(stream.value)) return inflated(stream.data, limit, whole);
  whole = false;
  return {};
}

}  // namespace jiaxin::extraction
