#include "worker/office.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <vector>

#include "worker/kind.hpp"
#include "worker/office_part.hpp"
#include "worker/office_relations.hpp"
#include "worker/office_shared.hpp"
#include "worker/picture_size.hpp"
#include "worker/zip_archive.hpp"

namespace jiaxin::extraction {
namespace {

using namespace std::literals;

// What brings no words of its own, unless a part shows it: faces of letters, macros, printers, the small picture that
// stands for the file.
constexpr std::array silent{"/printersettings"sv, "/vbaproject"sv, "/fonts/"sv, "docprops/thumbnail"sv};
constexpr std::int64_t most_small_pixels = 16 * 64 * 64;

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
  bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
  return bytes.starts_with('<') || bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

bool is_main(std::string_view root) { return root == "document" || root == "workbook" || root == "presentation"; }
bool is_about_the_file(std::string_view root) { return root == "coreProperties" || root == "Properties"; }
bool is_drawing(std::string_view root) { return root == "svg" || root == "ink"; }

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\n\r") == std::string_view::npos; }

// A part is what its bytes are: names and places are the author's choice, and programs follow whatever refers to them.
class OfficeFile {
 public:
  OfficeFile(ZipArchive& archive, Sink& sink, const PictureReader& picture)
      : archive_(archive), sink_(sink), picture_(picture) {
    for (std::size_t entry = 0; entry < archive.names().size(); ++entry) {
      const std::string low = lower(name(entry));
      if (is_relations(low)) relations_.push_back(entry);
      else (low.ends_with(".xml") ? parts_ : others_).push_back(entry);
    }
    std::stable_sort(parts_.begin(), parts_.end(),
                     [this](std::size_t a, std::size_t b) { return in_order(name(a), name(b)); });
  }

  void read() {
    for (const std::size_t entry : relations_) guarded([&] { read_relations(entry); });
    for (const std::size_t part : parts_)
      if (is_shared(part)) shared_is_whole_ = false, guarded([&] { add_shared(archive_.unpack(part)); });
    for (const std::size_t part : parts_)
      if (!is_shared(part) && !sink_.full()) guarded([&] { read_part(name(part), archive_.unpack(part)); });
    for (const std::size_t other : others_) guarded([&] { read_other(name(other), archive_.unpack(other)); });
    if (!is_blank(shared_.spoken)) sink_.text(shared_.spoken);
    if (shows_properties_ && !is_blank(properties_)) sink_.text(properties_);
    if (!has_main_ && all_read_) sink_.doubt(Doubt::unknown_kind);
    if (!sink_.has_told()) sink_.doubt(Doubt::nothing_found);
  }

 private:
  const std::string& name(std::size_t entry) const { return archive_.names()[entry]; }
  static bool is_relations(std::string_view low) {
    return low.ends_with(".rels") && (low.starts_with("_rels/") || low.find("/_rels/") != std::string_view::npos);
  }
  bool is_shared(std::size_t entry) const { return lower(name(entry)).ends_with("/sharedstrings.xml"); }

  // A book has one such table. Which of two a program takes is its own choice, so nobody can say what is shown.
  void add_shared(std::string_view xml) {
    if (!shared_.texts.empty()) sink_.doubt(Doubt::broken);
    else shared_ = shared_texts(xml);
    shared_is_whole_ = true;
  }

  void read_relations(std::size_t entry) {
    const std::string xml = archive_.unpack(entry);
    const Relations relations = relations_in(xml);
    if (!relations.are_meant) return read_part(name(entry), xml);
    if (relations.show_others) sink_.doubt(Doubt::not_all_read);
    shown_.insert(relations.targets.begin(), relations.targets.end());
  }

  void read_part(const std::string& name, std::string_view xml) {
    const PartText part = part_text(xml, shared_is_whole_ ? &shared_.texts : nullptr);
    // Old drawings are often not well-formed, and what they say stands in other parts as well.
    if (!part.whole && !lower(name).ends_with(".vml")) miss(Doubt::broken);
    if (part.brings_others || is_drawing(part.root)) sink_.doubt(Doubt::not_all_read);
    has_main_ = has_main_ || is_main(part.root);
    shows_properties_ = shows_properties_ || part.shows_properties;
    if (is_about_the_file(part.root)) properties_.append(part.text);
    else if (!is_blank(part.text)) sink_.text(part.text);
  }

  void read_other(const std::string& name, const std::string& bytes) {
    if (bytes.empty()) return;
    if (is_markup(bytes)) read_part(name, bytes);
    else if (is_silent(lower(name))) return;
    else if (is_picture(kind_of(bytes))) read_picture(bytes);
    else sink_.doubt(Doubt::not_all_read);
  }

  bool is_silent(const std::string& low) const {
    return !shown_.contains(last_name(low)) &&
           std::any_of(silent.begin(), silent.end(), [&](auto mark) { return low.find(mark) != std::string::npos; });
  }

  // Icons are passed over by the reader of pictures: one that is long, or many of them, may hold words all the same.
  void read_picture(std::string_view bytes) {
    const auto size = picture_size(bytes);
    if (size && size->is_small()) {
      small_pixels_ += size->pixels();
      if (size->is_line()) sink_.doubt(Doubt::not_all_read);
    }
    if (small_pixels_ > most_small_pixels) sink_.doubt(Doubt::not_all_read);
    picture_(bytes);
  }

  // One part that cannot be read does not hide the others.
  template <class Step>
  void guarded(Step step) {
    try {
      step();
    } catch (const Locked&) {
      miss(Doubt::locked);
    } catch (const TooLarge&) {
      miss(Doubt::too_large);
    } catch (const BrokenFile&) {
      miss(Doubt::broken);
    }
  }

  void miss(Doubt doubt) {
    all_read_ = false;
    sink_.doubt(doubt);
  }

  ZipArchive& archive_;
  Sink& sink_;
  const PictureReader& picture_;
  std::vector<std::size_t> relations_, parts_, others_;  // entries
  std::set<std::string> shown_;                          // last names of what other parts refer to, in small letters
  SharedTexts shared_;
  std::string properties_;  // title, subject and the like: shown only where a part refers to them
  std::int64_t small_pixels_ = 0;
  bool shared_is_whole_ = true, all_read_ = true, has_main_ = false, shows_properties_ = false;
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
