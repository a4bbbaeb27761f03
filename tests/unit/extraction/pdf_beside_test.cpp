#include "worker/pdf_beside.hpp"

#include <gmock/gmock.h>
#include <zlib.h>

#include "memory_sink.hpp"
#include "worker/pdf_value.hpp"

namespace jiaxin::extraction {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using namespace std::literals;

PdfBeside beside(std::string_view bytes) {
  const TimeBudget time(10s);
  return beside_pages(bytes, time);
}
PdfBeside beside_object(const std::string& dictionary) { return beside("%PDF-1.7\n4 0 obj" + dictionary + "endobj"); }

std::string packed(std::string_view bytes) {
  std::string result(compressBound(bytes.size()), '\0');
  uLongf size = result.size();
  compress(reinterpret_cast<Bytef*>(result.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
  result.resize(size);
  return result;
}

PdfValue value(std::string_view bytes) { return PdfParser(bytes, 0).next(); }

TEST(PdfValue, IsReadAsProgramsReadIt) {
  EXPECT_EQ(value(" %no\n (a\\(b(c)\\)\\n\\101\\\n)").text, "a(b(c))\nA");
  EXPECT_EQ(value("<4 1 42 5>").text, "ABP");
  EXPECT_EQ(value("/#43ontents").text, "Contents");
  EXPECT_EQ(value("12 0 R").kind, PdfValue::Kind::reference);
  EXPECT_EQ(value("12 0 Rx").kind, PdfValue::Kind::number);
  EXPECT_EQ(value("-1.5").number, -1);
  const PdfValue dictionary = value("<</A[1 2 0 R(x)]/B<</C/D>>>>");
  ASSERT_NE(dictionary.find("A"), nullptr);
  EXPECT_EQ(dictionary.find("A")->items.size(), 3u);
  EXPECT_TRUE(dictionary.find("B")->find("C")->is_name("D"));
  EXPECT_EQ(dictionary.find("C"), nullptr);
}

TEST(PdfValue, ADeepOneEnds) {
  EXPECT_EQ(value(std::string(100'000, '[')).kind, PdfValue::Kind::array);
  EXPECT_EQ(value("(never closed").text, "never closed");
}

TEST(PdfValue, TextsComeInSeveralCharsets) {
  EXPECT_EQ(pdf_text("\xFE\xFF\x4E\x0A"sv), "上");
  EXPECT_EQ(pdf_text("\xEF\xBB\xBF上"), "上");
  EXPECT_EQ(pdf_text("\xC9\xCF"), "上");
  EXPECT_EQ(pdf_text("plain"), "plain");
}

TEST(PdfBeside, NotesFormsAndButtonsAreRead) {
  for (const char* dictionary :
       {"<</Subtype/Text/Rect[0 0 9 9]/Contents(HW)>>", "<</Subtype/FreeText/Contents(HW)>>",
        "<</Annots[<</Subtype/Highlight/Contents(HW)>>]>>", "<</Subtype/#54ext/#43ontents(HW)>>",
        "<</Subtype/Text/RC(<?xml version=\"1.0\"?><body><p>H<b>W</b></p></body>)>>", "<</Subtype/Widget/V(HW)>>",
        "<</FT/Tx/T(a)/DV(HW)>>", "<</FT/Ch/T(a)/Opt[(x)[(1)(HW)]]>>", "<</FT/Tx/T(a)/TU(HW)>>",
        "<</MK<</CA(HW)>>>>"}) {
    const PdfBeside result = beside_object(dictionary);
    EXPECT_THAT(result.text, HasSubstr("HW")) << dictionary;
    EXPECT_TRUE(result.whole) << dictionary;
  }
}

TEST(PdfBeside, TextsThatAreReferredToAreRead) {
  EXPECT_THAT(beside("1 0 obj<</Subtype/Text/Contents 2 0 R>>endobj 2 0 obj(HW)endobj").text, HasSubstr("HW"));
  EXPECT_FALSE(beside("1 0 obj<</Subtype/Text/Contents 2 0 R>>endobj").whole);
  EXPECT_FALSE(beside("1 0 obj<</FT/Tx/T(a)/V 2 0 R>>endobj 2 0 obj<</Length 2>>stream\nHW\nendstream").whole);
  EXPECT_TRUE(beside("1 0 obj<</FT/Sig/T(a)/V 2 0 R>>endobj 2 0 obj<</Type/Sig/Contents<41>>>endobj").whole);
}

TEST(PdfBeside, ObjectsInStreamsAreRead) {
  const std::string objects = "7 0 8 9 (unused) <</Subtype/Text/Contents(HW)>>";
  const std::string stream = packed(objects);
  const auto file = [&](std::string_view more) {
    return "1 0 obj<</N 2/First 8" + std::string(more) + ">>stream\r\n" + stream + "\nendstream";
  };
  EXPECT_THAT(beside(file("/Filter/FlateDecode")).text, HasSubstr("HW"));
  EXPECT_THAT(beside(file("/Filter[/Fl]")).text, HasSubstr("HW"));
  EXPECT_THAT(beside("1 0 obj<</N 2/First 8>>stream\n" + objects + "\nendstream").text, HasSubstr("HW"));
  EXPECT_FALSE(beside(file("/Filter/LZWDecode")).whole);
  EXPECT_FALSE(beside(file("/Filter[/ASCIIHexDecode/FlateDecode]")).whole);
  EXPECT_FALSE(beside(file("/Filter/FlateDecode").substr(0, 70)).whole);
}

TEST(PdfBeside, AnObjectInsideAnotherIsFoundToo) {
  EXPECT_THAT(beside("1 0 obj(2 0 obj<</Subtype/Text/Contents(HW)>>)endobj").text, HasSubstr("HW"));
}

TEST(PdfBeside, WhatMovesOrIsNotReadIsToldOf) {
  for (const char* dictionary :
       {"<</S/JavaScript/JS(app.alert)>>", "<</AcroForm<</XFA 3 0 R>>>>", "<</OCProperties<</D<</OFF[5 0 R]>>>>>>",
        "<</D<</BaseState/OFF>>>>", "<</Usage<</View<</ViewState/OFF>>>>>>"})
    EXPECT_TRUE(beside_object(dictionary).moves) << dictionary;
  EXPECT_FALSE(beside_object("<</OCProperties<</D<</OFF[]/ON[5 0 R]>>>>/Usage<</Print<</PrintState/OFF>>>>>>").moves);
  for (const char* dictionary : {"<</Subtype/FileAttachment>>", "<</FS<</EF<</F 9 0 R>>>>>>", "<</Subtype/Ink>>"})
    EXPECT_TRUE(beside_object(dictionary).holds_others) << dictionary;
  MemorySink sink;
  tell(beside_object("<</Subtype/Ink/JS(x)>>"), false, sink);
  EXPECT_THAT(std::move(sink).result().doubts, ElementsAre(Doubt::not_all_read, Doubt::moving));
}

TEST(PdfBeside, SecretTextsAreToldOf) {
  MemorySink sink;
  tell(beside_object("<</Subtype/Text/Contents(HW)>>"), true, sink);
  const Extraction result = std::move(sink).result();
  EXPECT_EQ(result.text, "");
  EXPECT_THAT(result.doubts, ElementsAre(Doubt::locked));
}

TEST(PdfBeside, LettersThatNobodyCanTellAreToldOf) {
  const std::string font = "1 0 obj<</Subtype/Type0/Encoding/Identity-H>>endobj ";
  EXPECT_TRUE(beside(font + "2 0 obj<</Registry(Adobe)/Ordering(Identity)>>endobj").letters_unknown);
  EXPECT_FALSE(beside(font + "2 0 obj<</Registry(Adobe)/Ordering(GB1)>>endobj").letters_unknown);
  EXPECT_FALSE(beside("1 0 obj<</Subtype/Type0/Encoding/Identity-H/ToUnicode 3 0 R>>endobj"
                      "2 0 obj<</Ordering(Identity)>>endobj")
                   .letters_unknown);
  EXPECT_TRUE(beside_object("<</Type/Font/Subtype/Type3>>").letters_unknown);
}

TEST(PdfBeside, LettersThatAreNotDrawnAreToldOf) {
  const auto hidden = [](std::string_view content) {
    const std::string stream = packed(content);
    return beside("1 0 obj<</Filter/FlateDecode/Length 9>>stream\n" + stream + "\nendstream").hidden_text;
  };
  EXPECT_TRUE(hidden("BT 3 Tr /F 9 Tf (a) Tj ET"));
  EXPECT_TRUE(hidden("BT 7\nTr(a) Tj ET"));
  for (const char* content : {"BT 0 Tr (a) Tj ET", "BT 13 Tr (a) Tj", "(3 Track)", "0.3 Trx"})
    EXPECT_FALSE(hidden(content));
}

TEST(PdfBeside, ALawfulFileHasNothingBeside) {
  const PdfBeside result = beside(
      "1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]/DA(/Helv 0 Tf)>>/Lang(zh-CN)>>endobj "
      "3 0 obj<</Type/Page/Contents 6 0 R/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://x)>>>>]>>endobj "
      "4 0 obj<</Subtype/Widget/FT/Tx/T(name)/Rect[0 0 9 9]>>endobj 5 0 obj<</Title(a)/Producer(b)>>endobj "
      "6 0 obj<</Length 30>>stream\nBT /F 9 Tf (Hello) Tj ET\nendstream endobj");
  EXPECT_EQ(result.text, "");
  EXPECT_TRUE(result.whole);
  EXPECT_FALSE(result.moves || result.holds_others || result.letters_unknown || result.hidden_text);
}

TEST(PdfBeside, HostileFilesEnd) {
  std::string nested, references;
  for (int i = 0; i < 200'000; ++i) nested += "1 0 obj<<(";
  for (int i = 0; i < 20'000; ++i)
    references += std::to_string(i) + " 0 obj[" + std::to_string(i + 1) + " 0 R 0 0 R]endobj ";
  EXPECT_FALSE(beside(nested).whole);
  beside("99999 0 obj<</Subtype/Text/Contents 0 0 R>>endobj " + references);
  const std::string zeros = packed(std::string(100u << 20, ' '));
  EXPECT_FALSE(beside("1 0 obj<</N 1/First 4/Filter/FlateDecode>>stream\n" + zeros).whole);
}

}  // namespace
}  // namespace jiaxin::extraction
