#include "worker/markup.hpp"

#include <gtest/gtest.h>

namespace jiaxin::extraction {
namespace {

bool is_markup(const char* utf8) { return jiaxin::extraction::is_markup(icu::UnicodeString::fromUTF8(utf8)); }

TEST(Markup, IsToldApartFromText) {
  for (const char* text : {"<html><body>今晚",
                           "<!DOCTYPE html>",
                           "<?xml version=\"1.0\"?><a/>",
                           "<svg xmlns='x'>",
                           "\n  <p>今晚</p>",
                           "{\\rt1\\ansi",
                           " \n{\\rtf1",
                           "\xEF\xBB\xBF{\\rtf1",
                           "{\\RTF1",
                           "\n%!PS\n",
                           "BEGIN:VCARD\nVERSION:3.0",
                           "BEGIN:VCALENDAR",
                           "[InternetShortcut]\nURL=http://x",
                           "MIME-Version: 1.0\n",
                           "From: a@b\r\nMIME-Version: 1.0\r\n",
                           "From: a@b\nContent-Type: text/plain",
                           "{\"a\": 1}",
                           "{ \"a\": 1}",
                           "[\n {\"a\": 1}]",
                           "通知<iframe src='x'>"})
    EXPECT_TRUE(is_markup(text)) << text;
}

TEST(Markup, SignsInATextAreText) {
  for (const char* text :
       {"", "各位家长：明天开会。", "<通知>明天开会", "<<家长须知>> 请看", "3 < 5", "<", "{一}", "[通知] 明天开会",
        "姓名,班级\n张三,三(1)", "From: 张老师\n明天开会", "100%!", "*强调* _下划线_", "# 标题\n- 列表"})
    EXPECT_FALSE(is_markup(text)) << text;
}

}  // namespace
}  // namespace jiaxin::extraction
