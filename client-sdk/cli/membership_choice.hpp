// Which membership a command speaks for, and which classes it means. Pure functions over what the sign-in told.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "jiaxin/v1/session.pb.h"
#include "result.hpp"

namespace jiaxin::cli {

using Memberships = std::vector<v1::Membership>;

bool may_send(const v1::Membership& membership);
bool has_role(const v1::Membership& membership, v1::Role role);

// A school is named by its name, its number, or SCHOOL/MEMBER numbers; empty: any.
bool is_at_school(const v1::Membership& membership, const std::string& school);

// The one membership that fits and is at the school; if there are several, the person has to name the school.
// `what` says in both languages what the membership is needed for.
struct Purpose {
  std::string zh;
  std::string en;
};
Result<v1::Membership> choose_membership(const Memberships& memberships, const std::string& school,
                                         const std::function<bool(const v1::Membership&)>& fits,
                                         const Purpose& purpose);

// By title, else by number, among those that the membership lists. The title has to be the only one of its kind.
using Classes = google::protobuf::RepeatedPtrField<v1::ClassRef>;
Result<std::uint32_t> find_class(const Classes& classes, const std::string& title_or_id);

// nullptr: none with this reference.
const v1::Membership* find_membership(const Memberships& memberships, const v1::MemberRef& ref);

}  // namespace jiaxin::cli
