#include "worker/office.hpp"

#include <gmock/gmock.h>

#include "memory_sink.hpp"
#include "zipped.hpp"

namespace jiaxin::extraction {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// Files of one part are completed to what a program would open.
Parts with_types(Parts parts) {
  parts["[Content_Types].xml"] = "<Types/>";
  if (!parts.contains("word/document.xml") && !parts.contains("ppt/presentation.xml"))
    parts.try_emplace("xl/workbook.xml", "<workbook/>");
  return parts;
}

struct Read {
  Extraction result;
  int pictures = 0;
};

Read read(std::string_view bytes) {
  MemorySink sink;
  Read answer;
  read_office(bytes, sink, [&](std::string_view) { ++answer.pictures; });
  EXPECT_TRUE(sink.accepted());
  answer.result = std::move(sink).result();
  return answer;
}
Read read(const Parts& parts) { return read(zipped(with_types(parts))); }

std::string paragraph(std::string_view text) { return "<w:p><w:r><w:t>" + std::string(text) + "</w:t></w:r></w:p>"; }
std::string document(std::string_view body) {
  return "<w:document xmlns:w='w' xmlns:v='v' xmlns:mc='mc'><w:body>" + std::string(body) + "</w:body></w:document>";
}

TEST(Office, ADocumentWithEverythingThatShowsWords) {
  const Read answer = read({
      {"word/document.xml",
       document("<w:p><w:r><w:t>关于</w:t></w:r><w:r><w:t>放假</w:t><w:tab/><w:t>的通知</w:t></w:r></w:p>"
                "<mc:AlternateContent><mc:Choice><w:txbxContent>" +
                paragraph("文本框") + "</w:txbxContent></mc:Choice><mc:Fallback>" + paragraph("文本框") +
                "</mc:Fallback></mc:AlternateContent>"
                "<v:textpath string='艺术字'/>"
                "<w:tbl><w:tr><w:tc>" +
                paragraph("甲") + "</w:tc><w:tc>" + paragraph("乙") + "</w:tc></w:tr></w:tbl>")},
      {"word/header1.xml", "<w:hdr xmlns:w='w'>" + paragraph("页眉") + "</w:hdr>"},
      {"word/comments.xml", "<w:comments xmlns:w='w'><w:comment>" + paragraph("批注") + "</w:comment></w:comments>"},
      {"word/elsewhere.bin", "<w:hdr xmlns:w='w'>" + paragraph("改了名的部件") + "</w:hdr>"},
      {"word/media/image1.png", "\x89PNG\r\n\x1A\n..."},
  });
  for (const char* words : {"关于放假\t的通知\n", "文本框", "艺术字", "甲\n\t乙", "页眉", "批注", "改了名的部件"})
    EXPECT_THAT(answer.result.text, HasSubstr(words));
  EXPECT_EQ(answer.result.text.find("文本框"), answer.result.text.rfind("文本框")) << "told twice";
  EXPECT_EQ(answer.pictures, 1);
  EXPECT_EQ(answer.result.means, Means::text);
  EXPECT_THAT(answer.result.doubts, IsEmpty());
}

TEST(Office, AWorkbook) {
  const Read answer = read({
      {"xl/workbook.xml", "<workbook><sheets><sheet name='成绩'/></sheets></workbook>"},
      {"xl/sharedStrings.xml",
       "<sst><si><t>姓名</t></si><si><r><t>小</t></r><r><t>明</t></r><rPh><t>xiao ming</t></rPh></si></sst>"},
      {"xl/worksheets/sheet1.xml",
       "<worksheet><sheetData><row><c t='s'><v>0</v></c><c t='inlineStr'><is><t>数学</t></is></c></row>"
       "<row><c t='s'><v>1</v></c><c><v>95</v></c></row></sheetData>"
       "<headerFooter><oddHeader>打印标题</oddHeader></headerFooter></worksheet>"},
      {"xl/comments1.xml", "<comments><comment><text><t>批注</t></text></comment></comments>"},
  });
  for (const char* words : {"成绩\n", "姓名\t数学\t\n小明\t95\t\n", "打印标题", "批注"})
    EXPECT_THAT(answer.result.text, HasSubstr(words));
  EXPECT_THAT(answer.result.doubts, IsEmpty());
}

TEST(Office, SlidesInTheirOrder) {
  const auto slide = [](std::string_view text) {
    return "<p:sld xmlns:p='p' xmlns:a='a'><p:sp><a:p><a:r><a:t>" + std::string(text) +
           "</a:t></a:r></a:p></p:sp></p:sld>";
  };
  const Read answer = read(
      {{"ppt/slides/slide10.xml", slide("第十张")},
       {"ppt/slides/slide2.xml", slide("第二张")},
       {"ppt/notesSlides/notesSlide1.xml", slide("备注")},
       {"ppt/slideMasters/slideMaster1.xml",
        "<p:sldMaster xmlns:p='p' xmlns:a='a'><p:sp><p:ph/><a:t>单击编辑</a:t></p:sp><p:sp><a:t>水印</a:t></p:sp></p:sldMaster>"},
       {"ppt/presentation.xml", "<p:presentation xmlns:p='p'/>"}});
  EXPECT_LT(answer.result.text.find("第二张"), answer.result.text.find("第十张"));
  EXPECT_THAT(answer.result.text, HasSubstr("备注"));
  EXPECT_THAT(answer.result.text, HasSubstr("水印"));
  EXPECT_THAT(answer.result.text, Not(HasSubstr("单击编辑")));
}

TEST(Office, ASlideIsNoMasterForBeingCalledOne) {
  const std::string slide = "<p:sld xmlns:p='p' xmlns:a='a'><p:sp><p:ph/><a:t>抄写第5课</a:t></p:sp></p:sld>";
  for (const char* name : {"ppt/slides/slidemaster2.xml", "ppt/masterclass/slide2.xml"})
    EXPECT_THAT(read({{name, slide}}).result.text, HasSubstr("抄写第5课")) << name;
}

TEST(Office, WhatIsNotReadIsToldOf) {
  const Read answer =
      read({{"word/document.xml", document(paragraph("见附件"))}, {"word/embeddings/a.bin", "\xD0\xCF\x11\xE0"}});
  EXPECT_THAT(answer.result.text, HasSubstr("见附件"));
  EXPECT_THAT(answer.result.doubts, ElementsAre(Doubt::not_all_read));
}

TEST(Office, TwoPartsOfOneNameAreBothRead) {
  Parts parts = with_types(
      {{"word/document.xml", document(paragraph("春游通知"))}, {"word/documenu.xml", document(paragraph("背第5课"))}});
  std::string bytes = zipped(parts);
  for (auto at = bytes.find("documenu"); at != std::string::npos; at = bytes.find("documenu", at))
    bytes.replace(at, 8, "document");
  const Read answer = read(bytes);
  EXPECT_THAT(answer.result.text, HasSubstr("春游通知"));
  EXPECT_THAT(answer.result.text, HasSubstr("背第5课"));
}

TEST(Office, WordsOfListsNumbersAndFormatsAreRead) {
  const Read answer =
      read({{"word/document.xml", document("<w:sdt><w:listItem w:displayText='交读书笔记' w:value='1'/></w:sdt>")},
            {"word/numbering.xml",
             "<w:numbering xmlns:w='w'><w:lvlText w:val='今晚背诵第%1课'/><w:lvlText w:val='第%1章'/>"
             "</w:numbering>"},
            {"xl/styles.xml",
             "<styleSheet><numFmt numFmtId='9' formatCode='&quot;口算本第&quot;0&quot;页家长签字&quot;'/>"
             "<numFmt numFmtId='8' formatCode='yyyy年m月d日'/></styleSheet>"}});
  EXPECT_THAT(answer.result.text, HasSubstr("交读书笔记"));
  EXPECT_THAT(answer.result.text, HasSubstr("今晚背诵第%1课"));
  EXPECT_THAT(answer.result.text, HasSubstr("家长签字"));
  EXPECT_THAT(answer.result.text, Not(HasSubstr("第%1章")));
  EXPECT_THAT(answer.result.text, Not(HasSubstr("yyyy")));
}

TEST(Office, AFileOfAnotherKindInsideIsToldOf) {
  const Read answer = read({{"word/document.xml", document(paragraph("通知") + "<w:altChunk/>")}});
  EXPECT_THAT(answer.result.doubts, ElementsAre(Doubt::not_all_read));
}

TEST(Office, OfTwoTablesOfSharedTextsNobodyKnowsWhichIsShown) {
  const std::string table = "<sst><si><t>好</t></si></sst>";
  const Read answer = read({{"xl/sharedStrings.xml", table}, {"xl/a/sharedStrings.xml", table}});
  EXPECT_THAT(answer.result.doubts, ElementsAre(Doubt::broken));
}

TEST(Office, OtherZipFilesAreOfUnknownKind) {
  EXPECT_THAT(read(zipped({{"a.txt", "今晚"}})).result.doubts, ElementsAre(Doubt::unknown_kind));
  EXPECT_THAT(read("PK\x03\x04 and nothing more").result.doubts, ElementsAre(Doubt::broken));
}

TEST(Office, APasswordIsToldOf) {
  const Read answer = read(zipped(with_types({{"word/document.xml", document(paragraph("秘密"))}}), true));
  EXPECT_THAT(answer.result.doubts, Contains(Doubt::locked));
  EXPECT_EQ(answer.result.text, "");
}

TEST(Office, ATruncatedFileIsBroken) {
  const std::string whole = zipped(with_types({{"word/document.xml", document(paragraph("通知"))}}));
  for (std::size_t length = 4; length < whole.size(); length += 7)
    EXPECT_THAT(read(std::string_view(whole).substr(0, length)).result.doubts, Not(IsEmpty())) << length;
}

TEST(Office, ABombIsNotUnpacked) {
  const std::string zeros(64u << 20, ' ');
  const std::string one = zipped(with_types({{"word/document.xml", "<a>" + zeros + "</a>"}}));
  EXPECT_LT(one.size(), 1u << 20);
  EXPECT_THAT(read(one).result.doubts, ElementsAre(Doubt::too_large));
  Parts many;
  const std::string block = "<a>" + std::string(20u << 20, ' ') + "</a>";
  for (int i = 0; i < 8; ++i) many["word/part" + std::to_string(i) + ".xml"] = block;
  EXPECT_THAT(read(many).result.doubts, ElementsAre(Doubt::too_large));
  Parts entries;
  for (int i = 0; i < 5000; ++i) entries["word/" + std::to_string(i) + ".xml"] = "<a/>";
  EXPECT_THAT(read(entries).result.doubts, ElementsAre(Doubt::too_large));
}

TEST(Office, EntitiesAndDepthAreRefusedAndTheRestIsRead) {
  const std::string bomb =
      "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><w:document xmlns:w='w'><w:t>&b;</w:t></w:document>";
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "<a>";
  for (const std::string& hostile : {bomb, deep, std::string("<a><b></a>"), std::string("<a>\xff</a>")}) {
    const Read answer =
        read({{"word/document.xml", hostile}, {"word/header1.xml", "<h xmlns:w='w'>" + paragraph("页眉") + "</h>"}});
    EXPECT_THAT(answer.result.doubts, ElementsAre(Doubt::broken));
    EXPECT_THAT(answer.result.text, HasSubstr("页眉"));
    EXPECT_THAT(answer.result.text, Not(HasSubstr("aaaa")));
  }
}

TEST(Office, ASharedTextThatIsRepeatedIsBounded) {
  std::string cells;
  for (int i = 0; i < 20'000; ++i) cells += "<c t='s'><v>0</v></c>";
  const Read answer = read({{"xl/sharedStrings.xml", "<sst><si><t>" + std::string(30'000, 'x') + "</t></si></sst>"},
                            {"xl/worksheets/sheet1.xml", "<worksheet>" + cells + "</worksheet>"}});
  EXPECT_LE(answer.result.text.size(), max_text_bytes);
  EXPECT_THAT(answer.result.doubts, Contains(Doubt::too_large));
}

}  // namespace
}  // namespace jiaxin::extraction
