#include "policy/model/model.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <boost/crc.hpp>
#include <cmath>
#include <concepts>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <type_traits>

#include "policy/model/deflated.hpp"
#include "policy/model/embedded.hpp"

namespace jiaxin::policy {
namespace {

static_assert(std::endian::native == std::endian::little, "models are stored little-endian");

constexpr std::string_view magic = "jiaxin-policy-model\n";

template <class Tables, class Of>
concept TablesOf = std::same_as<std::remove_const_t<Tables>, Of>;

template <TablesOf<PatternWeights> Tables, class Visit>
void each_field_of(Tables& tables, Visit&& visit) {
  visit(tables.groups);
  visit(tables.scale);
  visit(tables.weights);
  visit(tables.bias);
}

template <TablesOf<MatrixTables> Tables, class Visit>
void each_field_of(Tables& tables, Visit&& visit) {
  visit(tables.scale);
  visit(tables.weights);
  visit(tables.bias);
}

template <TablesOf<HeadTables> Tables, class Visit>
void each_field_of(Tables& tables, Visit&& visit) {
  visit(tables.share);
  visit(tables.base);
  visit(tables.joint_scale);
  visit(tables.joints);
  visit(tables.joint_bias);
  visit(tables.joint_share);
}

// Visits every field in the order in which it is stored.
template <class Tables, class Visit>
void each_field(Tables& tables, Visit&& visit) {
  visit(tables.group);
  visit(tables.one);
  visit(tables.staff);
  visit(tables.linear.bias);
  visit(tables.linear.scale);
  visit(tables.linear.type_bias);
  visit(tables.linear.type_scale);
  visit(tables.linear.weights);
  for (auto& type : tables.linear.of_types) visit(type);
  visit(tables.networks.points.letters);
  visit(tables.networks.points.sounds);
  visit(tables.networks.points.classes);
  visit(tables.networks.points.dimensions);
  visit(tables.networks.points.scale);
  for (auto& rows : tables.networks.points.rows) visit(rows);
  each_field_of(tables.networks.patterns.laid, visit);
  each_field_of(tables.networks.patterns.head, visit);
  each_field_of(tables.networks.attention.near, visit);
  each_field_of(tables.networks.attention.ask, visit);
  each_field_of(tables.networks.attention.gather, visit);
  each_field_of(tables.networks.attention.widen, visit);
  each_field_of(tables.networks.attention.narrow, visit);
  visit(tables.networks.attention.distance);
  each_field_of(tables.networks.attention.head, visit);
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
  template <class Plain>
  void operator()(std::vector<Plain>& values) {
    static_assert(std::is_trivially_copyable_v<Plain>);
    std::uint32_t count = 0;
    (*this)(count);
    const auto bytes = take(count * sizeof(Plain));
    values.resize(count);
    if (count > 0) std::memcpy(values.data(), bytes.data(), bytes.size());
  }
  bool at_end() const { return rest_.empty(); }

 private:
  std::span<const std::byte> rest_;
};

struct Writer {
  std::string out;

  template <class Plain>
  void operator()(const Plain& value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  template <class Plain>
  void operator()(const std::vector<Plain>& values) {
    (*this)(static_cast<std::uint32_t>(values.size()));
    out.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(Plain));
  }
};

std::string version_of(std::span<const std::byte> bytes) {
  boost::crc_32_type crc;
  crc.process_bytes(bytes.data(), bytes.size());
  std::array<char, 16> version;
  std::snprintf(version.data(), version.size(), "model-%08x", static_cast<unsigned>(crc.checksum()));
  return version.data();
}

}  // namespace

double chance_of(std::uint32_t letters) {
  constexpr double of_doubling = 3;
  constexpr std::uint32_t line = 60, most = 600;  // letters
  int power = 0;                                  // a logarithm by straight lines is the same on every machine
  const double share = std::frexp(1 + static_cast<double>(std::min(letters, most)) / line, &power);
  return of_doubling * (power - 2 + 2 * share);
}

Model::Model(ModelTables tables, std::string version)
    : version_(std::move(version)),
      group_(tables.group),
      one_(tables.one),
      staff_(tables.staff),
      linear_(std::move(tables.linear)),
      networks_(tables.networks) {
  for (const Thresholds& from : {group_, one_, staff_})
    if (!(from.hold > std::max(worth_patterns, worth_attention) + rule_credit && from.block >= from.hold))
      throw std::runtime_error("the policy model's thresholds are out of order");
}

Model Model::parse(std::span<const std::byte> bytes) {
  if (bytes.size() < magic.size() || std::memcmp(bytes.data(), magic.data(), magic.size()) != 0)
    throw std::runtime_error("this is not a policy model");
  const std::vector<std::byte> fields = inflated(bytes.subspan(magic.size()));
  Reader read(fields);
  ModelTables tables;
  each_field(tables, read);
  if (!read.at_end()) throw std::runtime_error("something stands behind the policy model");
  return Model(std::move(tables), version_of(fields));
}

std::string Model::serialize(const ModelTables& tables) {
  Writer write;
  each_field(tables, write);
  return std::string(magic) + deflated(write.out);
}

const Thresholds& Model::thresholds(Audience audience) const {
  switch (audience) {
    case Audience::one: return one_;
    case Audience::staff: return staff_;
    case Audience::families: break;
  }
  return group_;
}

const Model& built_in_model() {
  static const Model known = Model::parse(embedded_model());
  return known;
}

}  // namespace jiaxin::policy
