#include "policy/model/model.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <boost/crc.hpp>
#include <cmath>
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
  visit(tables.patterns.letters);
  visit(tables.patterns.sounds);
  visit(tables.patterns.classes);
  visit(tables.patterns.dimensions);
  visit(tables.patterns.scale);
  for (auto& rows : tables.patterns.rows) visit(rows);
  visit(tables.patterns.groups);
  visit(tables.patterns.group_scale);
  visit(tables.patterns.weights);
  visit(tables.patterns.bias);
  visit(tables.patterns.share);
  visit(tables.patterns.base);
  visit(tables.patterns.joint_scale);
  visit(tables.patterns.joints);
  visit(tables.patterns.joint_bias);
  visit(tables.patterns.joint_share);
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
  constexpr double of_doubling = 2;
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
      patterns_(tables.patterns) {
  for (const Thresholds& from : {group_, one_, staff_})
    if (!(from.hold > worth_patterns + rule_credit && from.block >= from.hold))
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
