// The notice that everybody sends: 300 bytes of title and body, and lawful.
#pragma once

#include <cstddef>

namespace jiaxin::bench {

inline constexpr char notice_title[] = "明天运动会请穿校服";
inline constexpr char notice_body[] =
    "各位家长：明天上午八点半在学校操场举行秋季运动会，请孩子穿校服和运动鞋，自带水杯，七点五十分前到教室。"
    "如遇下雨改在下周三举行。观看比赛的家长请从东门入校，凭接送卡登记，谢谢大家配合。";
inline constexpr std::size_t notice_bytes = sizeof notice_title - 1 + sizeof notice_body - 1;
static_assert(notice_bytes == 300);

}  // namespace jiaxin::bench
