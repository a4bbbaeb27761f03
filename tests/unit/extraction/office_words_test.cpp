// What is shown though it does not stand in the running text, and what stands in every lawful file without being shown.
#include "worker/office_words.hpp"

#include <gmock/gmock.h>

#include "memory_sink.hpp"
#include "worker/office.hpp"
#include "worker/office_field.hpp"
#include "worker/office_part.hpp"
#include "worker/office_relations.hpp"
#include "worker/picture_size.hpp"
#include "zipped.hpp"

namespace jiaxin::extraction {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using namespace std::literals;

constexpr const char* homework = "抄写第5课生字";

PartText part(const std::string& xml) { return part_text(xml, nullptr); }
std::string inside(const std::string& element) {
  return "<w:document xmlns:w='w' xmlns:x='x' xmlns:a='a' xmlns:o='o'>" + element + "</w:document>";
}
std::string homework_in(std::string element) { return inside(element.replace(element.find("HW"), 2, homework)); }

Extraction read(Parts parts) {
  parts["[Content_Types].xml"] = "<Types/>";
  MemorySink sink;
  const std::string bytes = zipped(parts);
  read_office(bytes, sink, [](std::string_view) {});
  return std::move(sink).result();
}
const std::string letter = inside("<w:p><w:t>明天春游</w:t></w:p>");

TEST(OfficeWords, SheetNamesThatProgramsGive) {
  for (const auto name : {"Sheet", "Sheet1", "Sheet12", "工作表1", "工作表 2", "Chart1", "图表3"})
    EXPECT_TRUE(is_given_sheet_name(name)) << name;
  for (const auto name : {"", "成绩", "Sheet1 背诵", "工作表格", "1", "Sheets", "三年级"})
    EXPECT_FALSE(is_given_sheet_name(name)) << name;
}

TEST(OfficeWords, WhatIsShownIsRead) {
  for (const char* element : {"<w:t>HW<x:t/></w:t>",
                              "<w:t>HW<x:other/></w:t>",
                              "<w:fldSimple w:instr=' QUOTE &quot;HW&quot; '/>",
                              "<w:fldSimple w:instr=' MACROBUTTON NoMacro HW '/>",
                              "<w:fldSimple w:instr=' EQ \\s\\up0(HW) '/>",
                              "<w:listEntry w:val='HW'/>",
                              "<w:listItem w:value='HW'/>",
                              "<w:docVar w:name='a' w:val='HW'/>",
                              "<o:ocxPr o:name='Caption' o:value='HW'/>",
                              "<f>\"HW\"</f>",
                              "<formula1>\"HW\"</formula1>",
                              "<definedName>\"HW\"</definedName>",
                              "<dataValidation prompt='HW'/>",
                              "<dataValidation error='HW'/>",
                              "<hyperlink tooltip='HW'/>",
                              "<x:div><x:font>HW</x:font></x:div>",
                              "<itemLst><item val='HW'/></itemLst>",
                              "<x:pt>HW</x:pt>",
                              "<s v='HW'/>",
                              "<cacheField name='HW'/>",
                              "<slicer caption='HW'/>",
                              "<formatCode>\"HW\"</formatCode>",
                              "<p:cmAuthor xmlns:p='p' name='HW'/>",
                              "<p:section xmlns:p='p' name='HW'/>"})
    EXPECT_THAT(part(homework_in(element)).text, HasSubstr(homework)) << element;
}

TEST(OfficeWords, AFieldInPiecesIsOneCode) {
  const auto read = part(
      inside("<w:fldChar w:fldCharType='begin'/><w:instrText> QUOTE 抄写</w:instrText><w:instrText>第5课 </w:instrText>"
             "<w:fldChar w:fldCharType='separate'/><w:t>好</w:t><w:fldChar w:fldCharType='end'/>"));
  EXPECT_THAT(read.text, HasSubstr("QUOTE 抄写第5课 好"));
}

TEST(OfficeWords, AReadingAboveACharacterTearsNoWordsApart) {
  const Field field = read_field(" EQ \\* jc2 \\* \"Font:宋体\" \\* hps10 \\o\\ad(\\s\\up 9(chūn),春) ");
  EXPECT_EQ(field.words.find_first_not_of(' '), field.words.find("春"));
  EXPECT_EQ(field.words.find("9"), std::string::npos);
  EXPECT_EQ(field.spoken, "chūn ");
  EXPECT_THAT(read_field(" EQ \\s\\up0(\"今晚\\,作业\") ").words, HasSubstr("今晚作业"));
  EXPECT_THAT(read_field(" EQ \\s\\up0(jinwan zuoye) ").words, HasSubstr("jinwan zuoye"));
}

TEST(OfficeWords, LettersByNumberAreLetters) {
  EXPECT_EQ(read_field(" SYMBOL 25220 \\u ").words, "抄");
  EXPECT_EQ(read_field(" SYMBOL 0x6284 \\u ").words, "抄");
  EXPECT_EQ(read_field(" SYMBOL 61656 \\f Wingdings ").words, "");
  EXPECT_THAT(part(inside("<w:sym w:font='a' w:char='6284'/><w:sym w:char='5199'/>")).text, HasSubstr("抄写"));
}

TEST(OfficeWords, ManySignsOfASymbolFontAreWriting) {
  std::string boxes, letters;
  for (int i = 0; i < 18; ++i) {
    boxes += "<w:sym w:font='Wingdings' w:char='F0A8'/>";
    letters += "<w:sym w:font='a' w:char='F0" + std::to_string(20 + i) + "'/>";
  }
  EXPECT_FALSE(part(inside(boxes)).brings_others);
  EXPECT_TRUE(part(inside(letters)).brings_others);
}

TEST(OfficeWords, BulletsStandInFrontOfTheirLines) {
  EXPECT_THAT(part(inside("<a:p><a:buChar char='抄'/><a:t> </a:t></a:p><a:p><a:buChar char='写'/></a:p>")).text,
              HasSubstr("抄 \n写\n"));
}

TEST(OfficeWords, ShortNumberFormatsAddUp) {
  const auto read =
      part(inside("<w:lvlText w:val='今晚语'/><w:lvlText w:val='文作业'/><w:lvlText w:val='抄写第'/>"
                  "<w:lvlText w:val='第%1章'/><w:lvlText w:val='（%1）'/><w:lvlText w:val='Chapter %1'/>"));
  EXPECT_THAT(read.text, HasSubstr("今晚语\n文作业\n抄写第\n"));
  EXPECT_THAT(read.text, Not(HasSubstr("章")));
  EXPECT_THAT(part(inside("<w:lvlText w:val='jinwan zuoye: chaoxie P23'/>")).text, HasSubstr("jinwan"));
}

TEST(OfficeWords, WhatEveryFileHasIsNotRead) {
  for (const char* element : {"<w:name w:val='标题 1'/>",
                              "<w:rFonts w:ascii='宋体' w:eastAsia='宋体'/>",
                              "<w:font w:name='黑体'/>",
                              "<w:altName w:val='黑体'/>",
                              "<w:pStyle w:val='作业'/>",
                              "<a:latin typeface='等线'/>",
                              "<rFont val='宋体'/>",
                              "<a:theme name='主题'/>",
                              "<cellStyle name='常规'/>",
                              "<p:tag xmlns:p='p' name='a' val='单击添加标题'/>",
                              "<x:docPr name='图片 1' descr='手机屏幕截图' title='a'/>",
                              "<x:absPath url='C:\\作业\\'/>",
                              "<w:fldSimple w:instr=' HYPERLINK \"C:\\作业.docx\" '/>",
                              "<w:fldSimple w:instr=' PAGE \\* MERGEFORMAT '/>",
                              "<w:fldSimple w:instr=' DATE \\@ \"yyyy年M月d日\" '/>",
                              "<w:bookmarkStart w:name='作业'/>",
                              "<f>作业!A1+1</f>",
                              "<hyperlink location='作业!A1'/>",
                              "<formatCode>yyyy\"年\"m\"月\"</formatCode>",
                              "<w:tblStyle w:val='网格型'/>",
                              "<a:tblPr><tableStyleId>{5C22544A}</tableStyleId></a:tblPr>"}) {
    const auto read = part(inside(element));
    EXPECT_EQ(read.text.find_first_not_of(" \n\t"), std::string::npos) << element << read.text;
    EXPECT_FALSE(read.brings_others) << element;
  }
}

TEST(OfficeWords, AHundredAuthorsOfOneNameAreToldOnce) {
  std::string changes;
  for (int i = 0; i < 100; ++i) changes += "<w:ins w:author='李老师'/>";
  const std::string text = part(inside(changes)).text;
  EXPECT_EQ(text.find("李老师"), text.rfind("李老师"));
}

TEST(OfficeWords, WhatComesFromElsewhereIsToldOf) {
  for (const char* element : {"<w:fldSimple w:instr=' INCLUDETEXT \"a.docx\" '/>", "<w:subDoc/>",
                              "<w:fldSimple w:instr=' INCLUDEPICTURE \"http://x/y.png\" \\d '/>",
                              "<f>UNICHAR(20170)&amp;UNICHAR(26202)&amp;UNICHAR(35821)&amp;UNICHAR(25991)</f>",
                              "<f>IMAGE(\"http://x/y\")</f>"})
    EXPECT_TRUE(part(inside(element)).brings_others) << element;
  for (const char* element : {"<w:fldSimple w:instr=' INCLUDEPICTURE \"C:\\QQ\\a.png\" \\* MERGEFORMATINET '/>",
                              "<f>A1&amp;CHAR(10)&amp;B1&amp;CHAR(10)&amp;C1&amp;CHAR(10)&amp;D1&amp;CHAR(10)</f>"})
    EXPECT_FALSE(part(inside(element)).brings_others) << element;
}

TEST(OfficeWords, ADrawingOfAHandIsToldOf) {
  std::string points;
  for (int i = 0; i < 2000; ++i) points += "<a:pt x='1' y='2'/>";
  EXPECT_TRUE(part(inside(points)).brings_others);
  EXPECT_FALSE(part(inside(points.substr(0, points.size() / 10))).brings_others);
  EXPECT_FALSE(part("<a:sldLayout xmlns:a='a'>" + points + "</a:sldLayout>").brings_others);
  for (const char* root : {"svg", "ink"})
    EXPECT_THAT(read({{"word/document.xml", letter}, {"word/media/a.bin", "<" + std::string(root) + "/>"}}).doubts,
                ElementsAre(Doubt::not_all_read));
}

TEST(OfficeWords, PropertiesAreReadWhereTheyAreShown) {
  const std::string about =
      "<cp:coreProperties xmlns:cp='c' xmlns:dc='d'><dc:title>抄写生字</dc:title></cp:coreProperties>";
  const std::string bound = inside("<w:t>春游</w:t><w:dataBinding w:xpath='/a'/>");
  const std::string field = inside("<w:t>春游</w:t><w:fldSimple w:instr=' TITLE '/>");
  EXPECT_THAT(read({{"docProps/core.xml", about}, {"word/document.xml", letter}}).text, Not(HasSubstr("抄写")));
  for (const auto& document : {bound, field})
    EXPECT_THAT(read({{"docProps/core.xml", about}, {"word/document.xml", document}}).text, HasSubstr("抄写生字"));
  EXPECT_THAT(read({{"customXml/item1.xml", "<r><a>抄写生字</a></r>"}, {"word/document.xml", bound}}).text,
              HasSubstr("抄写生字"));
}

TEST(OfficeWords, APartIsWhatItsBytesAre) {
  EXPECT_THAT(read({{"word/document.rels", letter}}).text, HasSubstr("明天春游"));
  EXPECT_THAT(read({{"word/_rels/document.rels", letter}}).text, HasSubstr("明天春游"));
}

TEST(OfficeWords, OtherPackagesAreOfUnknownKind) {
  EXPECT_THAT(
      read({{"visio/document.xml", "<VisioDocument/>"}, {"visio/pages/page1.xml", "<P><Text>明天春游</Text></P>"}})
          .doubts,
      ElementsAre(Doubt::unknown_kind));
  EXPECT_THAT(read({{"a.fpage", "<FixedPage/>"}}).doubts, ElementsAre(Doubt::unknown_kind));
}

TEST(OfficeWords, AFileThatSaysNothingIsToldOf) {
  EXPECT_THAT(read({{"word/document.xml", inside("")}}).doubts, ElementsAre(Doubt::nothing_found));
}

std::string relations(std::string_view type, std::string_view target, bool outside) {
  return "<Relationships><Relationship Type='http://x/" + std::string(type) + "' Target='" + std::string(target) + "'" +
         (outside ? " TargetMode='External'" : "") + "/></Relationships>";
}

TEST(OfficeWords, PicturesOutsideTheFileAreToldOf) {
  EXPECT_TRUE(relations_in(relations("image", "http://x/y.png", true)).show_others);
  EXPECT_FALSE(relations_in(relations("image", "media/y.png", false)).show_others);
  EXPECT_TRUE(relations_in(relations("image", "media/y%2Epng", false)).show_others);
  EXPECT_FALSE(relations_in(relations("hyperlink", "http://x", true)).show_others);
  EXPECT_FALSE(relations_in(relations("attachedTemplate", "file:///C:/Normal.dotm", true)).show_others);
}

TEST(OfficeWords, WhatBringsNoWordsIsPassedOverUnlessAPartShowsIt) {
  const std::string drawing("\1\0\0\0 EMF", 8);
  for (const char* name : {"docProps/thumbnail.emf", "word/fonts/a.bin"}) {
    const Parts parts{{"word/document.xml", letter}, {name, drawing}};
    EXPECT_THAT(read(parts).doubts, IsEmpty()) << name;
    for (const auto& [type, doubtful] :
         {std::pair{"image", true}, std::pair{"thumbnail", false}, std::pair{"font", false}}) {
      Parts related = parts;
      related["word/_rels/document.xml.rels"] = relations(type, std::string("../") + name, false);
      EXPECT_EQ(!read(related).doubts.empty(), doubtful) << name << type;
    }
  }
}

TEST(OfficeWords, SpokenLettersOfAWorkbookAreRead) {
  const Extraction answer = read({{"xl/workbook.xml", "<workbook/>"},
                                  {"xl/sharedStrings.xml", "<sst><si><t>通知</t><rPh><t>抄写生字</t></rPh></si></sst>"},
                                  {"xl/worksheets/sheet1.xml", "<worksheet><c t='s'><v>0</v></c></worksheet>"}});
  EXPECT_THAT(answer.text, HasSubstr("通知"));
  EXPECT_THAT(answer.text, HasSubstr("抄写生字"));
}

TEST(PictureSize, ALineOfLettersIsLongAndNotTooLow) {
  const auto is_line = [](std::int64_t width, std::int64_t height) { return PictureSize{width, height}.is_line(); };
  EXPECT_TRUE(is_line(176, 15));
  EXPECT_TRUE(is_line(15, 176));
  EXPECT_FALSE(is_line(64, 64));
  EXPECT_FALSE(is_line(600, 5)) << "a rule";
  EXPECT_FALSE(is_line(600, 50)) << "read by OCR";
  EXPECT_FALSE(picture_size("\x89PNG\r\n\x1A\n"));
}

}  // namespace
}  // namespace jiaxin::extraction
