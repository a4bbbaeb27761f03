// A membership as a map key.
#pragma once

#include <compare>
#include <cstdint>

#include "jiaxin/v1/common.pb.h"

namespace jiaxin::client {

struct Member {
  std::uint32_t school = 0;
  std::uint32_t member = 0;

  auto operator<=>(const Member&) const = default;

  static Member of(const v1::MemberRef& ref) { return {ref.school_id(), ref.member_id()}; }
  v1::MemberRef ref() const {
    v1::MemberRef out;
    out.set_school_id(school);
    out.set_member_id(member);
    return out;
  }
};

}  // namespace jiaxin::client
