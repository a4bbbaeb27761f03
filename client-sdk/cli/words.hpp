// What roles, kinds and choices are called: in Chinese for people, in snake_case for programs.
#pragma once

#include <string>
#include <string_view>

#include "jiaxin/v1/common.pb.h"
#include "jiaxin/v1/inbox.pb.h"
#include "jiaxin/v1/message.pb.h"

namespace jiaxin::cli {

std::string_view word(v1::Kind kind);     // 通知
std::string_view word(v1::Role role);     // 班主任
std::string_view key(v1::Kind kind);      // notice
std::string_view key(v1::Role role);      // class_teacher
std::string_view key(v1::Ask ask);        // nothing, slip, consent
std::string_view key(v1::Choice choice);  // agree, decline, slip

std::string agree_label(const v1::Item& item);    // the form's, or 同意
std::string decline_label(const v1::Item& item);  // the form's, or 不同意

// What was chosen, in the item's own words; without an item, or with an option it lacks, the plain words.
std::string choice_text(const v1::Item* item, v1::Choice choice, std::uint32_t slip_option);

}  // namespace jiaxin::cli
