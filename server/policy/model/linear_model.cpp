#include "policy/model/linear_model.hpp"

#include <array>
#include <bit>
#include <boost/crc.hpp>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <type_traits>

namespace jiaxin::policy {
namespace {

static_assert(std::endian::native == std::endian::little, "models are stored little-endian");

constexpr std::string_view magic = "jiaxin-policy-model\n";

// Visits every field in the order in which it is stored.
template <class Tables, class Visit>
void each_field(Tables& tables, Visit&& visit) {
  visit(tables.bias);
  visit(tables.scale);
  visit(tables.group);
  visit(tables.one);
  visit(tables.staff);
  visit(tables.type_bias);
  visit(tables.type_scale);
  visit(tables.weights);
  for (auto& type : tables.of_types) visit(type);
}

class Reader {
 public:
  explicit Reader(std::span<const std::byte> rest) : rest_(rest) {}

  std::span<const std::byte> take(std::size_t count) {
    if (rest_.size() < count) throw std::runtime_error("the policy model is cut off");
    const auto taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    return taken;
  }
  template <class Plain>
  void operator()(Plain& value) {
    static_assert(std::is_trivially_copyable_v<Plain>);
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
  }
  void operator()(std::vector<std::int8_t>& weights) {
    std::uint32_t count = 0;
    (*this)(count);
    const auto bytes = take(count);
    weights.resize(count);
    std::memcpy(weights.data(), bytes.data(), count);
  }
  bool at_end() const { return rest_.empty(); }

 private:
  std::span<const std::byte> rest_;
};

struct Writer {
  std::string out{magic};

  template <class Plain>
  void operator()(const Plain& value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void operator()(const std::vector<std::int8_t>& weights) {
    (*this)(static_cast<std::uint32_t>(weights.size()));
    out.append(reinterpret_cast<const char*>(weights.data()), weights.size());
  }
};

std::uint32_t mask_for(const std::vector<std::int8_t>& weights) {
  if (!std::has_single_bit(weights.size())) throw std::runtime_error("the policy model's tables have a wrong size");
  return static_cast<std::uint32_t>(weights.size() - 1);
}

std::string version_of(std::span<const std::byte> bytes) {
  boost::crc_32_type crc;
  crc.process_bytes(bytes.data(), bytes.size());
  std::array<char, 16> version;
  std::snprintf(version.data(), version.size(), "model-%08x", static_cast<unsigned>(crc.checksum()));
  return version.data();
}

}  // namespace

LinearModel::LinearModel(Tables tables, std::string version)
    : tables_(std::move(tables)),
      version_(std::move(version)),
      mask_(mask_for(tables_.weights)),
      type_mask_(mask_for(tables_.of_types[0])) {
  for (const auto& type : tables_.of_types)
    if (mask_for(type) != type_mask_) throw std::runtime_error("the policy model's types differ in size");
}

LinearModel LinearModel::parse(std::span<const std::byte> bytes) {
  Reader read(bytes);
  if (std::memcmp(read.take(magic.size()).data(), magic.data(), magic.size()) != 0)
    throw std::runtime_error("this is not a policy model");
  Tables tables;
  each_field(tables, read);
  if (!read.at_end()) throw std::runtime_error("something stands behind the policy model");
  return LinearModel(std::move(tables), version_of(bytes));
}

std::string LinearModel::serialize(const Tables& tables) {
  Writer write;
  each_field(tables, write);
  return std::move(write.out);
}

const Thresholds& LinearModel::thresholds(Audience audience) const {
  switch (audience) {
    case Audience::one: return tables_.one;
    case Audience::staff: return tables_.staff;
    case Audience::families: break;
  }
  return tables_.group;
}

double share_of(double sum, std::size_t signs) { return signs == 0 ? 0 : sum / std::sqrt(static_cast<double>(signs)); }

}  // namespace jiaxin::policy
