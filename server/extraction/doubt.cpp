#include "extraction/doubt.hpp"

#include <array>

namespace jiaxin::extraction {
namespace {

constexpr std::array<DoubtText, 15> texts{{
    {"unknown-kind", "这种文件读不出内容，需要人工查看。可改用 PDF、DOCX、XLSX、PPTX、PNG、JPEG，或存成 UTF-8 的 TXT。",
     "This file cannot be read; a person has to look. PDF, DOCX, XLSX, PPTX, PNG, JPEG and TXT in UTF-8 can."},
    {"old-office", "这是旧版 Office 文件或加了密码的文件，读不出内容。请去掉密码，另存为 DOCX、XLSX 或 PPTX。",
     "This is an old Office file or one with a password. Remove the password and save it as DOCX, XLSX or PPTX."},
    {"locked", "文件有密码，读不出内容。请去掉密码后再发。", "The file has a password. Remove it and send again."},
    {"broken", "文件已损坏或不完整，没有全部读出。请重新保存后再发。",
     "The file is damaged or incomplete and was not read in full. Save it again and send that."},
    {"too-large", "文件内容太多，没有全部读出，需要人工查看。请拆成几个小文件。",
     "The file holds too much and was not read in full; a person has to look. Split it."},
    {"out-of-time", "在限定时间内没有读完，需要人工查看。",
     "It was not read in full within the time given; a person has to look."},
    {"reader-failed", "读取文件的程序出错，需要人工查看。",
     "The program that reads files failed on it; a person has to look."},
    {"no-reader", "读取文件的程序没有安装好，需要人工查看，并请管理员检查。",
     "The program that reads files is not installed; a person has to look, and the administrator has to check."},
    {"unsure", "图片里的文字看不清，识别结果不可靠，需要人工查看。",
     "The words in the picture are not clear enough to be relied on; a person has to look."},
    {"no-words", "图片里没有识别出文字（手写字常常识别不出），需要人工查看。",
     "No words were found in the picture (handwriting is often missed); a person has to look."},
    {"unread-ink", "图片里除了识别出的文字，还有没认出的笔迹，需要人工查看。",
     "Beside the words that were read, the picture has strokes that were not; a person has to look."},
    {"not-all-read", "文件里还有读不出的图片、附件或页面，需要人工查看。",
     "The file also holds pictures, files or pages that cannot be read; a person has to look."},
    {"nothing-found", "文件里没有读到任何文字或图片，需要人工查看。请确认发的是不是这个文件。",
     "Neither words nor pictures were found in the file; a person has to look. Check that it is the right one."},
    {"misnamed", "文件名的后缀与文件内容不符，打开后看到的可能不是读到的内容。请改成正确的后缀，或重新导出后再发。",
     "The ending of the file's name does not fit what is in it, so it may open as something else. Give it the right "
     "ending, or export it again."},
    {"moving", "文件里有脚本、动态表单或隐藏的图层，打开后显示的内容可能会变。请“打印”或导出为普通 PDF 后再发。",
     "The file holds scripts, a dynamic form or hidden layers, so what it shows may change. Print or export it as a plain "
     "PDF and send that."},
}};

}  // namespace

const DoubtText& describe(Doubt doubt) { return texts[static_cast<std::size_t>(doubt) - 1]; }

std::optional<Doubt> doubt_of(std::uint8_t value) {
  if (value == 0 || value > texts.size()) return std::nullopt;
  return static_cast<Doubt>(value);
}

}  // namespace jiaxin::extraction
