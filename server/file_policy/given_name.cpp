#include "file_policy/given_name.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace jiaxin::file_policy {
namespace {

// What phones, chats, scanners and office programs call what they save, in lower case.
constexpr std::array<std::string_view, 87> device_words{
    "微信图片",   "微信截图",  "微信视频", "微信",       "企业微信",   "钉钉",      "腾讯会议",     "qq图片",
    "qq截图",     "qq视频",    "qq",       "屏幕截图",   "屏幕快照",   "屏幕录制",  "录屏",         "长截图",
    "滚动截屏",   "截屏",      "截图",     "扫描全能王", "扫描件",     "扫描",      "图片",         "图像",
    "照片",       "相片",      "视频",     "录音",       "新录音",     "语音",      "文档",         "文件",
    "附件",       "新建",      "未命名",   "无标题",     "副本",       "工作簿",    "演示文稿",     "幻灯片",
    "工作表",     "文本",      "上午",     "下午",       "年",         "月",        "日",           "时",
    "分",         "秒",        "第",       "页",         "拼图",       "合并",      "已压缩",       "压缩",
    "microsoft",  "word",      "excel",    "powerpoint", "document",   "worksheet", "presentation", "untitled",
    "screenshot", "screen",    "shot",     "recording",  "camscanner", "adobe",     "scan",         "mmexport",
    "wechat",     "wx_camera", "camera",   "picture",    "photo",      "image",     "video",        "voice",
    "sheet",      "img",       "dsc",      "pano",       "vid",        "copy",      "hdr"};
// What stands between them, and the names of programs on a phone.
constexpr std::array<std::string_view, 10> small_words{"com", "tencent", "mm",   "mobileqq", "at",
                                                       "am",  "pm",      "edit", "burst",    "wa"};

template <std::size_t N>
std::size_t longest(std::string_view text, const std::array<std::string_view, N>& words) {
  std::size_t found = 0;
  for (const std::string_view word : words)
    if (word.size() > found && text.starts_with(word)) found = word.size();
  return found;
}

bool is_filling(unsigned char c) { return c < 0x80 && !std::isalpha(c); }

}  // namespace

bool given_by_a_device(std::string_view stem) {
  std::string name(stem);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c); });
  bool has_word = false;
  for (std::string_view rest = name; !rest.empty();) {
    std::size_t taken = longest(rest, device_words);
    has_word = has_word || taken > 0;
    if (taken == 0) taken = is_filling(static_cast<unsigned char>(rest.front())) ? 1 : longest(rest, small_words);
    if (taken == 0) return false;
    rest.remove_prefix(taken);
  }
  return has_word;
}

}  // namespace jiaxin::file_policy
