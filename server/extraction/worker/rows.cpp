#include "worker/rows.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <numeric>

namespace jiaxin::extraction {
namespace {

constexpr std::size_t least_strokes = 8;
constexpr std::size_t least_in_poor_row = 6;
constexpr int least_height = 6;  // pixels: below it are dots and dashes

int right(const Place& place) { return place.left + place.width; }
int bottom(const Place& place) { return place.top + place.height; }
double middle(const Place& place) { return place.top + place.height / 2.0; }

bool could_be_writing(const Box& box, int picture_height) {
  return std::max(box.w, box.h) >= least_height && box.h <= picture_height / 6 && box.h <= 8 * box.w &&
         box.w <= 8 * box.h;
}

struct Stroke : Place {
  bool read;
};
using Strokes = std::vector<Stroke>;

Strokes strokes_in(const Pix& black, const ReadPlaces& read) {
  auto* picture = const_cast<Pix*>(&black);
  Strokes result;
  const BoxaPtr boxes(pixConnCompBB(picture, 8));
  const PixPtr mask = mask_of(read, pixGetWidth(picture), pixGetHeight(picture));
  if (!boxes || !mask) return result;
  for (int i = 0; i < boxaGetCount(boxes.get()); ++i) {
    const Box& box = *boxes->box[i];
    if (!could_be_writing(box, pixGetHeight(picture))) continue;
    l_uint32 inside = 0;
    pixGetPixel(mask.get(), box.x + box.w / 2, box.y + box.h / 2, &inside);
    result.push_back({{box.x, box.y, box.w, box.h}, inside != 0});
  }
  std::sort(result.begin(), result.end(), [](const Place& a, const Place& b) { return a.left < b.left; });
  return result;
}

Strokes unread_of(const Strokes& strokes) {
  Strokes result;
  std::copy_if(strokes.begin(), strokes.end(), std::back_inserter(result), [](const Stroke& one) { return !one.read; });
  return result;
}

// Beside each other at one height, of much the same size.
bool neighbours(const Place& a, const Place& b) {
  const int taller = std::max(a.height, b.height), lower = std::min(a.height, b.height);
  const int size = std::max({taller, std::min(a.width, 2 * a.height), std::min(b.width, 2 * b.height)});
  const int overlap = std::min(bottom(a), bottom(b)) - std::max(a.top, b.top);
  return overlap * 5 >= lower * 2 && taller <= 5 * std::max(lower, least_height) && b.left - right(a) <= size * 3 / 2;
}

// Which strokes hang together, each told by one of them.
class Chains {
 public:
  explicit Chains(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
  std::size_t of(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) { parent_[of(a)] = of(b); }

 private:
  std::vector<std::size_t> parent_;
};

// Strokes are in order of their left edges.
std::vector<Strokes> chained(const Strokes& strokes) {
  Chains chains(strokes.size());
  for (std::size_t i = 0; i < strokes.size(); ++i) {
    const Place& one = strokes[i];
    const int reach = right(one) + 8 * std::max(one.height, one.width);
    for (std::size_t j = i + 1; j < strokes.size() && strokes[j].left <= reach; ++j)
      if (neighbours(one, strokes[j])) chains.join(i, j);
  }
  std::vector<Strokes> result(strokes.size());
  for (std::size_t i = 0; i < strokes.size(); ++i) result[chains.of(i)].push_back(strokes[i]);
  return result;
}

template <class Places>
Place around(const Places& places) {
  Place all = places.front();
  for (const Place& one : places) {
    const int left = std::min(all.left, one.left), top = std::min(all.top, one.top);
    all = {left, top, std::max(right(all), right(one)) - left, std::max(bottom(all), bottom(one)) - top};
  }
  return all;
}

double height_of(Strokes strokes, double share) {
  const auto at = strokes.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(strokes.size() - 1));
  std::nth_element(strokes.begin(), at, strokes.end(),
                   [](const Place& a, const Place& b) { return a.height < b.height; });
  return at->height;
}

// Along a straight line that is near level: what grows, winds and sparkles is no row.
bool in_line(const Strokes& strokes, double tall) {
  constexpr double steepest = 0.27;
  const auto n = static_cast<double>(strokes.size());
  double x = 0, y = 0, xx = 0, xy = 0, yy = 0;
  for (const Place& one : strokes) {
    x += one.left / n;
    y += middle(one) / n;
  }
  for (const Place& one : strokes) {
    const double dx = one.left - x, dy = middle(one) - y;
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  if (xx == 0 || std::abs(xy) > steepest * xx) return false;
  return std::sqrt(std::max(0.0, (yy - xy * xy / xx) / n)) <= 0.45 * tall;
}

// Stars, boxes to tick and dotted lines repeat one shape.
bool one_shape(const Strokes& strokes) {
  const auto alike = [&](const Place& one) {
    return std::abs(one.width - strokes.front().width) <= 1 + one.width / 12 &&
           std::abs(one.height - strokes.front().height) <= 1 + one.height / 12;
  };
  return std::count_if(strokes.begin(), strokes.end(), alike) * 5 >= static_cast<std::ptrdiff_t>(strokes.size()) * 4;
}

bool is_row(const Strokes& strokes) {
  const Place all = around(strokes);
  const double tall = height_of(strokes, 0.85);
  return tall >= least_height && all.width >= 3 * tall && in_line(strokes, tall) && !one_shape(strokes);
}

// Single words that were read, surely but wrongly, do not make a row of handwriting read.
bool mostly_unread(const Strokes& row) {
  const Strokes unread = unread_of(row);
  return unread.size() >= least_in_poor_row && unread.size() * 2 >= row.size();
}

bool touch(const Place& a, const Place& b) {
  return a.left <= right(b) && b.left <= right(a) && a.top <= bottom(b) && b.top <= bottom(a);
}

}  // namespace

std::vector<Place> unread_rows(const Pix& black, const ReadPlaces& read) {
  std::vector<Place> result;
  const Strokes strokes = strokes_in(black, read);
  for (const Strokes& row : chained(unread_of(strokes)))
    if (row.size() >= least_strokes && is_row(row)) result.push_back(around(row));
  const auto known = [&](const Place& row) {
    return std::any_of(result.begin(), result.end(), [&](const Place& other) { return touch(row, other); });
  };
  for (const Strokes& row : chained(strokes))
    if (mostly_unread(row) && is_row(row) && !known(around(row))) result.push_back(around(row));
  return result;
}

std::vector<Place> joined(std::vector<Place> places) {
  std::vector<Place> result;
  while (!places.empty()) {
    Place whole = places.back();
    places.pop_back();
    const auto next = [&] {
      return std::find_if(places.begin(), places.end(), [&](const Place& other) { return touch(whole, other); });
    };
    // What has grown may touch what it did not touch before.
    for (auto near = next(); near != places.end(); near = next()) {
      whole = around(std::array{whole, *near});
      places.erase(near);
    }
    result.push_back(whole);
  }
  std::sort(result.begin(), result.end(), [](const Place& a, const Place& b) { return a.top < b.top; });
  return result;
}

}  // namespace jiaxin::extraction
