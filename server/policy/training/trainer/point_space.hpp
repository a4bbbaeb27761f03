#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "parameters.hpp"
#include "policy/model/place_rows.hpp"

// The points of what is known of places, while they are trained.
namespace jiaxin::policy::training {

using RowNumbers = std::array<std::uint32_t, place_kinds>;  // of a place, in the space of each kind; 0: unknown

struct PlaceRange {
  std::uint32_t begin = 0;  // half-open
  std::uint32_t end = 0;
  std::uint32_t size() const { return end - begin; }
};

// Sentences one behind the other.
struct Row {
  std::vector<RowNumbers> rows;      // by place
  std::vector<PlaceRange> sentence;  // that each place belongs to: it sees no other
};

struct PointShape {
  std::array<std::uint16_t, place_kinds> dimensions;
  std::array<std::size_t, place_kinds> rows;
};

// All dimensions of each place of a row, nothing around each sentence, so that what is laid over a place may reach beyond.
struct PointActivity {
  std::vector<float> all;
  std::vector<std::size_t> at;  // by place, where in `all`, in places
};

// Places that may be read at once from any place of a sentence on.
inline constexpr std::size_t laid_together = 4;

class PointSpace {
 public:
  // Its numbers are the last of `all`.
  PointSpace(PointShape shape, Parameters& all, std::mt19937& random);

  std::size_t dimensions() const { return dimensions_; }
  void forward(const Parameters& all, const Row& row, PointActivity& out) const;
  // Adds to the gradient of a place's point `times` so much in each dimension.
  void backward(Parameters& all, const RowNumbers& place, const float* slopes, float times) const;
  PointTables tables(const Parameters& all) const;  // everything but the names of rows

 private:
  std::size_t row_at(std::size_t kind, std::uint32_t row) const {
    return rows_at_[kind] + row * shape_.dimensions[kind];
  }

  PointShape shape_;
  std::size_t dimensions_ = 0;
  std::array<std::size_t, place_kinds> rows_at_{};
};

}  // namespace jiaxin::policy::training
