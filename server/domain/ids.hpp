// Ids with types of their own, so that a child cannot be passed for a class. All but IdentityId are unique
// only within one school: the school's id comes first in every key.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace jiaxin::domain {

template <class Tag, class Value>
struct Id {
  Value value = 0;
  friend constexpr auto operator<=>(Id, Id) = default;
  explicit constexpr operator bool() const { return value != 0; }
};

using SchoolId = Id<struct SchoolTag, std::uint32_t>;
using MemberId = Id<struct MemberTag, std::uint32_t>;  // a person's membership in one school
using ChildId = Id<struct ChildTag, std::uint32_t>;
using ClassId = Id<struct ClassTag, std::uint32_t>;
using MessageId = Id<struct MessageTag, std::uint64_t>;  // a notice, letter or consent form
using AnswerId = Id<struct AnswerTag, std::uint64_t>;
using Seq = Id<struct SeqTag, std::uint64_t>;              // position in one membership's log, from 1
using Epoch = Id<struct EpochTag, std::uint64_t>;          // changes when a log is restored
using IdentityId = Id<struct IdentityTag, std::uint64_t>;  // who signs in, across schools
using DeviceSessionId = Id<struct DeviceTag, std::uint64_t>;

// A membership, named across schools.
struct MemberKey {
  SchoolId school;
  MemberId member;
  friend constexpr auto operator<=>(const MemberKey&, const MemberKey&) = default;
};

}  // namespace jiaxin::domain

template <class Tag, class Value>
struct std::hash<jiaxin::domain::Id<Tag, Value>> {
  std::size_t operator()(jiaxin::domain::Id<Tag, Value> id) const noexcept { return std::hash<Value>{}(id.value); }
};
template <>
struct std::hash<jiaxin::domain::MemberKey> {
  std::size_t operator()(const jiaxin::domain::MemberKey& key) const noexcept {
    return std::hash<std::uint64_t>{}((std::uint64_t{key.school.value} << 32) | key.member.value);
  }
};
