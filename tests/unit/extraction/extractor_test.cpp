#include "extraction/extractor.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>

#include "extraction/answer.hpp"

namespace jiaxin::extraction {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using namespace std::literals;

Extraction read_by(const char* program, std::string_view bytes, Limits limits = {}) {
  const int file = ::memfd_create("file", MFD_CLOEXEC);
  EXPECT_EQ(::write(file, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  Extraction result = Extractor(program, limits).read(file);
  ::close(file);
  EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1) << "a process is left";
  return result;
}

Extraction read(std::string_view bytes) { return read_by(JIAXIN_EXTRACT_PROGRAM, bytes); }
Extraction rogue(std::string_view mode, Limits limits = {}) { return read_by(JIAXIN_ROGUE_PROGRAM, mode, limits); }

// Bodies of objects 1, 2, …; the cross-reference is left to be rebuilt, as readers do.
std::string pdf(std::vector<std::string> objects, std::string_view trailer = "") {
  std::string bytes = "%PDF-1.4\n";
  for (std::size_t i = 0; i < objects.size(); ++i)
    bytes += std::to_string(i + 1) + " 0 obj " + objects[i] + " endobj\n";
  return bytes + "trailer<</Root 1 0 R" + std::string(trailer) + ">>\n";
}

std::string page_saying(std::string_view content, std::string_view font, std::string_view trailer = "") {
  return pdf({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
              "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
              "<</Length " + std::to_string(content.size()) + ">>stream\n" + std::string(content) + "\nendstream",
              std::string(font)},
             trailer);
}

constexpr std::string_view helvetica = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";

TEST(Extractor, ReadsText) {
  const Extraction result = read("今天放假");
  EXPECT_EQ(result.text, "今天放假");
  EXPECT_THAT(result.doubts, IsEmpty());
}

TEST(Extractor, ReadsAPdf) {
  const Extraction result = read(page_saying("BT /F 20 Tf 20 100 Td (Sports day tomorrow) Tj ET", helvetica));
  EXPECT_THAT(result.text, HasSubstr("Sports day tomorrow"));
  EXPECT_EQ(result.means, Means::text);
  EXPECT_THAT(result.doubts, IsEmpty());
}

// Chinese by a character map that the file only names: loaded before files are out of reach.
TEST(Extractor, ReadsAPdfWithoutItsFont) {
  for (const auto& [map, codes] :
       {std::pair{"GBK-EUC-H", "BDF1CDEDD7F7D2B5"}, std::pair{"UniGB-UCS2-H", "4ECA665A4F5C4E1A"}}) {
    const Extraction result = read(page_saying(
        "BT /F 20 Tf 20 100 Td <" + std::string(codes) + "> Tj ET",
        "<</Type/Font/Subtype/Type0/BaseFont/S/Encoding/" + std::string(map) +
            "/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/S/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
            "/FontDescriptor<</Type/FontDescriptor/FontName/S/Flags 4>>>>]>>"));
    EXPECT_THAT(result.text, HasSubstr("今晚作业")) << map;
  }
}

TEST(Extractor, WhatStandsInFrontOfAPdfIsToldOf) {
  const std::string page = page_saying("BT /F 20 Tf 20 100 Td (Sports day tomorrow) Tj ET", helvetica);
  EXPECT_THAT(read("Copy lesson 5 twice.\n" + page).doubts, ElementsAre(Doubt::not_all_read));
  EXPECT_THAT(read("\xEF\xBB\xBF\r\n" + page).doubts, IsEmpty());
}

TEST(Extractor, PaleInkIsInk) {
  EXPECT_THAT(read(page_saying("0.8 g 20 100 200 30 re f", helvetica)).doubts, Not(IsEmpty()));
  EXPECT_THAT(read(page_saying("1 g 20 100 200 30 re f", helvetica)).doubts, ElementsAre(Doubt::nothing_found));
}

TEST(Extractor, AFileThatReportsNoSizeIsRead) {
  const int file = ::open("/proc/version", O_RDONLY | O_CLOEXEC);
  ASSERT_GE(file, 0);
  EXPECT_THAT(Extractor(JIAXIN_EXTRACT_PROGRAM, {}).read(file).text, HasSubstr("Linux"));
  ::close(file);
}

TEST(Extractor, HostilePdfFilesEnd) {
  const std::string endless =
      pdf({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 100000000>>"});
  const std::string locked = page_saying("BT (x) Tj ET", helvetica,
                                         "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" +
                                             std::string(64, '1') + ">/U<" + std::string(64, '2') + ">>>");
  EXPECT_THAT(read(endless).doubts, Not(IsEmpty()));
  EXPECT_THAT(read(locked).doubts, ElementsAre(Doubt::locked));
  EXPECT_THAT(read("%PDF-1.7\n").doubts, ElementsAre(Doubt::broken));
  const std::string huge = page_saying("BT /F 20 Tf 20 100 Td (Big) Tj ET 0 0 9 9 re f", helvetica);
  std::string wide = huge;
  wide.replace(wide.find("0 0 300 300"), 11, "0 0 9999999 9999999");
  EXPECT_THAT(read(wide).text, HasSubstr("Big"));
}

TEST(Extractor, WhatCannotBeReadIsDoubted) {
  EXPECT_THAT(read("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on").doubts, ElementsAre(Doubt::old_office));
  EXPECT_THAT(read("GIF89a\x10\x00\x10\x00\x80"sv).doubts, ElementsAre(Doubt::unknown_kind));
  EXPECT_THAT(read("\x89PNG\r\n\x1A\n").doubts, ElementsAre(Doubt::broken));
  EXPECT_THAT(read("\xFF\xD8\xFF\xE0 nothing").doubts, ElementsAre(Doubt::broken));
  EXPECT_THAT(read("II*\0\x08\0\0\0\xff\xff"sv).doubts, ElementsAre(Doubt::broken));
  EXPECT_THAT(read(std::string(33u << 20, ' ')).doubts, ElementsAre(Doubt::too_large));
}

// 10,000 by 10,000 pixels promised by a head of 33 bytes.
TEST(Extractor, AGiantPictureIsNotUnpacked) {
  const std::string_view png("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\x27\x10\0\0\x27\x10\x08\0\0\0\0\x34\x2B\x28\x4B", 33);
  EXPECT_THAT(read(std::string(png) + std::string(64, '\0')).doubts, ElementsAre(Doubt::too_large));
}

TEST(Extractor, RandomBytesBehindEveryMarkEnd) {
  std::mt19937 random(3);
  for (const auto mark : {"PK\x03\x04"sv, "%PDF-1.4\n"sv, "\x89PNG\r\n\x1A\n"sv, "\xFF\xD8\xFF\xE0"sv, "BM"sv,
                          "II*\0"sv, "RIFF\x10\0\0\0WEBPVP8 "sv, ""sv}) {
    std::string bytes(mark);
    for (int i = 0; i < 20'000; ++i) bytes += static_cast<char>(random());
    const Extraction result = read(bytes);
    EXPECT_THAT(result.doubts, Not(IsEmpty()));
    EXPECT_EQ(result.means, Means::none);
  }
}

TEST(Extractor, ADescriptorOfNoFileIsDoubted) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  EXPECT_THAT(Extractor(JIAXIN_EXTRACT_PROGRAM).read(ends[0]).doubts, ElementsAre(Doubt::broken));
  EXPECT_THAT(Extractor(JIAXIN_EXTRACT_PROGRAM).read(-1).doubts, ElementsAre(Doubt::no_reader));
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST(Extractor, WithoutAWorkerNothingIsRead) {
  EXPECT_THAT(read_by("/nowhere/jiaxin-extract", "x").doubts, ElementsAre(Doubt::no_reader));
}

TEST(RogueWorker, IsEndedWhenItsTimeIsOver) {
  for (const char* mode : {"spin", "sleep", "murmur"})
    EXPECT_THAT(rogue(mode, {200ms}).doubts, ElementsAre(Doubt::out_of_time)) << mode;
}

TEST(RogueWorker, ComputesNoLongerThanItsLimit) {
  EXPECT_THAT(rogue("spin-limited", {600s}).doubts, ElementsAre(Doubt::out_of_time));
}

TEST(RogueWorker, WhatItSaidBeforeItDiedIsKept) {
  for (const char* mode : {"crash", "killed", "quit"}) {
    const Extraction result = rogue(mode);
    EXPECT_EQ(result.text, "before") << mode;
    EXPECT_THAT(result.doubts, ElementsAre(Doubt::reader_failed)) << mode;
  }
}

TEST(RogueWorker, NonsenseEndsIt) {
  EXPECT_THAT(rogue("babble").doubts, ElementsAre(Doubt::reader_failed));
  EXPECT_THAT(rogue("deaf", {600s}).doubts, ElementsAre(Doubt::reader_failed));
  const Extraction flooded = rogue("flood", {600s});
  EXPECT_THAT(flooded.doubts, ElementsAre(Doubt::reader_failed));
  EXPECT_EQ(flooded.text.size(), max_text_bytes);
}

TEST(RogueWorker, GetsNoMoreMemoryThanItsLimit) {
  if (JIAXIN_SANITIZED) GTEST_SKIP() << "sanitizers need more addresses than any limit leaves";
  EXPECT_THAT(rogue("eat").text, testing::AnyOf("2", "3"));
}

TEST(RogueWorker, CanDoNothingButAnswer) {
  EXPECT_THAT(rogue("free").text, HasSubstr("socket\nunix-socket\nread-file\n"));
  EXPECT_THAT(rogue("free").text, HasSubstr("fork\nthread\nsignal\ncode\nfollow\nexec\n"));
  const Extraction locked = rogue("locked");
  EXPECT_EQ(locked.text, "");
  EXPECT_THAT(locked.doubts, IsEmpty());
}

}  // namespace
}  // namespace jiaxin::extraction
