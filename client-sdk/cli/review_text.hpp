// What was held or blocked, and what was decided about it: as people read it, and as JSON.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "jiaxin/client/inbox.hpp"
#include "jiaxin/v1/review.pb.h"
#include "json_text.hpp"

namespace jiaxin::cli {

std::string_view word(v1::Stopped stopped);  // 待审核, 已拦下
std::string_view key(v1::Stopped stopped);   // held, blocked
std::string_view word(v1::Ruling ruling);    // 放行, 不予放行
std::string_view key(v1::Ruling ruling);     // release, refuse

// 放行，唐国栋（校长）2026-11-26 09:20 +08:00：是课外活动通知
std::string decision_line(const v1::ReviewDecision& decision, std::string_view zone);

void print_reviews(std::ostream& out, const v1::MemberRef& member, const std::vector<v1::ReviewEntry>& reviews,
                   std::string_view zone);
void print_review(std::ostream& out, const v1::MemberRef& member, const v1::Review& review, std::string_view zone);
std::string news_line(const client::ReviewNews& news, std::string_view zone);

json::object json_of(const v1::MemberRef& member, const v1::ReviewEntry& entry, std::string_view zone);
json::object json_of(const v1::MemberRef& member, const v1::Review& review, std::string_view zone);
json::object json_of(const v1::ReviewDecision& decision, std::string_view zone);
json::object json_of(const client::ReviewNews& news, std::string_view zone);

}  // namespace jiaxin::cli
