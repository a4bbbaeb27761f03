#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <vector>

#include "point_space.hpp"
#include "samples.hpp"

// Which letters, and words in Latin letters, have a point of their own: those that the texts chosen for training hold often
// enough.
namespace jiaxin::policy::training {

using Chosen = std::function<bool(std::size_t text)>;

class Vocabulary {
 public:
  Vocabulary(const std::vector<TextSamples>& samples, const Chosen& chosen);

  std::array<std::size_t, place_kinds> rows() const;
  RowNumbers rows_of(const Place& place) const;
  std::span<const std::uint32_t> words() const;  // their signs, rising
  void name_rows(PointTables& tables) const;

 private:
  std::vector<std::uint32_t> letters_;
  std::map<std::uint32_t, std::uint32_t> rows_;
};

}  // namespace jiaxin::policy::training
