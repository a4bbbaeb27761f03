#include "worker/office.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "worker/kind.hpp"
#include "worker/office_part.hpp"
#include "worker/zip_archive.hpp"

namespace jiaxin::extraction {
namespace {

using namespace std::literals;

// What brings no words of its own: faces of letters, macros, printers, the small picture that stands for the file.
constexpr std::array silent{"/printersettings"sv, "/vbaproject"sv, "/fonts/"sv, "docprops/thumbnail"sv};

std::string lower(std::string_view name) {
  std::string result(name);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  return result;
}

// slide2 before slide10.
bool in_order(const std::string& a, const std::string& b) {
  const auto key = [](const std::string& name) {
    const auto digits = std::find_if(name.begin(), name.end(), [](unsigned char c) { return c >= '0' && c <= '9'; });
    const auto count = std::find_if(digits, name.end(), [](unsigned char c) { return c < '0' || c > '9'; }) - digits;
    return std::pair(std::string(name.begin(), digits), count);
  };
  const auto left = key(a), right = key(b);
  return left != right ? left < right : a < b;
}

bool is_markup(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return bytes.starts_with('<') || bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

// A part is what its bytes are: names and places are the author's choice, and programs follow whatever refers to them.
class OfficeFile {
 public:
  OfficeFile(ZipArchive& archive, Sink& sink, const PictureReader& picture)
      : archive_(archive), sink_(sink), picture_(picture) {
    for (std::size_t entry = 0; entry < archive.names().size(); ++entry) {
      const std::string low = lower(name(entry));
      if (low.ends_with('/') || low.ends_with(".rels")) continue;
      (low.ends_with(".xml") ? parts_ : others_).push_back(entry);
    }
    std::stable_sort(parts_.begin(), parts_.end(),
                     [this](std::size_t a, std::size_t b) { return in_order(name(a), name(b)); });
  }

  void read() {
    for (const std::size_t part : parts_)
      if (is_shared(part)) guarded([&] { add_shared(archive_.unpack(part)); });
    for (const std::size_t part : parts_)
      if (!is_shared(part) && !sink_.full()) guarded([&] { read_part(name(part), archive_.unpack(part)); });
    for (const std::size_t other : others_) guarded([&] { read_other(name(other), archive_.unpack(other)); });
  }

 private:
  const std::string& name(std::size_t entry) const { return archive_.names()[entry]; }
  bool is_shared(std::size_t entry) const { return lower(name(entry)).ends_with("/sharedstrings.xml"); }

  // A book has one such table. Which of two a program takes is its own choice, so nobody can say what is shown.
  void add_shared(std::string_view xml) {
    if (!shared_.empty()) sink_.doubt(Doubt::broken);
    else shared_ = shared_texts(xml);
  }

  void read_part(const std::string& name, std::string_view xml) {
    const std::string low = lower(name);
    PartRules rules;
    rules.shared = &shared_;
    rules.skip_placeholders =
        low.find("master") != std::string::npos || low.find("/slidelayouts/") != std::string::npos;
    const PartText part = part_text(xml, rules);
    // Old drawings are often not well-formed, and what they say stands in other parts as well.
    if (!part.whole && !low.ends_with(".vml")) sink_.doubt(Doubt::broken);
    if (part.brings_others) sink_.doubt(Doubt::not_all_read);
    if (part.text.find_first_not_of(" \t\n\r") != std::string::npos) sink_.text(part.text);
  }

  void read_other(const std::string& name, const std::string& bytes) {
    const std::string low = lower(name);
    const bool quiet =
        std::any_of(silent.begin(), silent.end(), [&](auto mark) { return low.find(mark) != std::string::npos; });
    if (is_markup(bytes)) read_part(name, bytes);
    else if (!quiet && is_picture(kind_of(bytes))) picture_(bytes);
    else if (!quiet) sink_.doubt(Doubt::not_all_read);
  }

  // One part that cannot be read does not hide the others.
  template <class Step>
  void guarded(Step step) {
    try {
      step();
    } catch (const Locked&) {
      sink_.doubt(Doubt::locked);
    } catch (const TooLarge&) {
      sink_.doubt(Doubt::too_large);
    } catch (const BrokenFile&) {
      sink_.doubt(Doubt::broken);
    }
  }

  ZipArchive& archive_;
  Sink& sink_;
  const PictureReader& picture_;
  std::vector<std::size_t> parts_, others_;  // entries
  std::vector<std::string> shared_;
};

}  // namespace

void read_office(std::string_view bytes, Sink& sink, const PictureReader& picture) {
  try {
    ZipArchive archive(bytes);
    if (!archive.has("[Content_Types].xml")) {
      sink.doubt(Doubt::unknown_kind);
      return;
    }
    OfficeFile(archive, sink, picture).read();
  } catch (const TooLarge&) {
    sink.doubt(Doubt::too_large);
  } catch (const BrokenFile&) {
    sink.doubt(Doubt::broken);
  }
}

}  // namespace jiaxin::extraction
