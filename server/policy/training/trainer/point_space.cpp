#include "point_space.hpp"

#include <algorithm>
#include <tuple>

#include "bytes.hpp"

namespace jiaxin::policy::training {
namespace {

constexpr float first_range = 0.25F;
constexpr std::size_t between_sentences = widest_pattern / 2 + laid_together;
constexpr auto of_words = static_cast<std::size_t>(PlaceKind::word_class);

}  // namespace

PointSpace::PointSpace(PointShape shape, Parameters& all, std::mt19937& random) : shape_(shape) {
  for (std::size_t kind = 0; kind < place_kinds; ++kind) {
    const std::size_t count = shape_.rows[kind] * shape_.dimensions[kind];
    rows_at_[kind] = all.take(count);
    dimensions_ += shape_.dimensions[kind];
    all.fill(rows_at_[kind], count, first_range, random);
  }
  for (std::size_t kind = 1; kind < place_kinds; ++kind)  // the unknown adds nothing; a class has two rows
    std::fill_n(all.value(rows_at_[kind]), (kind == of_words ? 2 : 1) * shape_.dimensions[kind], 0.0F);
}

void PointSpace::forward(const Parameters& all, const Row& row, PointActivity& out) const {
  out.at.clear();
  out.all.assign(between_sentences * dimensions_, 0);
  for (std::size_t at = 0; at < row.rows.size(); ++at) {
    out.at.push_back(out.all.size() / dimensions_);
    for (std::size_t kind = 0; kind < place_kinds; ++kind) {
      const float* const from = all.value(row_at(kind, row.rows[at][kind]));
      out.all.insert(out.all.end(), from, from + shape_.dimensions[kind]);
    }
    if (at + 1 == row.sentence[at].end) out.all.resize(out.all.size() + between_sentences * dimensions_);
  }
}

void PointSpace::backward(Parameters& all, const RowNumbers& place, const float* slopes, float times) const {
  for (std::size_t kind = 0; kind < place_kinds; ++kind) {
    const std::size_t count = shape_.dimensions[kind];
    if (kind == 0 || place[kind] > 0) {
      float* const gradient = all.slope(row_at(kind, place[kind]));
      for (std::size_t d = 0; d < count; ++d) gradient[d] += times * slopes[d];
    }
    slopes += count;
  }
}

PointTables PointSpace::tables(const Parameters& all) const {
  PointTables tables;
  tables.dimensions = shape_.dimensions;
  for (std::size_t kind = 0; kind < place_kinds; ++kind)
    std::tie(tables.scale[kind], tables.rows[kind]) =
        bytes_of(all.values().subspan(rows_at_[kind], shape_.rows[kind] * shape_.dimensions[kind]));
  return tables;
}

}  // namespace jiaxin::policy::training
