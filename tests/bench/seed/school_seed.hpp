// A school made for measuring, written through the store's ports: as many guardians as are asked for, each with one
// child and one signed-in device, and staff who may write to one family each.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "jiaxin/v1/message.pb.h"
#include "load/client.hpp"

namespace jiaxin::bench {

// How many guardians each kind of audience has; the first families have a class each, then `few` form a class and
// `many` a grade, the rest another grade. `everyone` includes all of these.
struct Sizes {
  std::size_t families = 64;
  std::size_t few = 45;
  std::size_t many = 1'000;
  std::size_t everyone = 10'000;
};

struct Account {
  domain::MemberKey member;
  std::string token;  // of its device session
};

struct SchoolSeed {
  Sizes sizes;
  std::vector<Account> guardians;  // families first, then few, many, the rest
  std::vector<Account> staff;      // one per family; the first leads the school
  std::vector<domain::ClassId> family_classes;
  domain::ClassId few_class;

  void address(v1::Audience& to, const Audience& audience) const;
};

// Indices of the guardians of an audience: [first, last).
struct Span {
  std::size_t first, last;
  std::size_t size() const { return last - first; }
};
Span guardians_of(const Sizes& sizes, const Audience& audience);

// Makes the data folder of a server. Throws BenchFailure.
SchoolSeed seed_school(const std::filesystem::path& data, const Sizes& sizes);

}  // namespace jiaxin::bench
