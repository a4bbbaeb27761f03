#include "policy/model/deflated.hpp"

#include <zlib.h>

#include <cstdint>
#include <cstring>
#include <stdexcept>

namespace jiaxin::policy {
namespace {

constexpr std::uint32_t largest = 4U << 20;  // bytes

}  // namespace

std::string deflated(std::string_view bytes) {
  const auto length = static_cast<std::uint32_t>(bytes.size());
  uLongf taken = compressBound(bytes.size());
  std::string out(sizeof length + taken, '\0');
  std::memcpy(out.data(), &length, sizeof length);
  const int done = compress2(reinterpret_cast<Bytef*>(out.data() + sizeof length), &taken,
                             reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(), Z_BEST_COMPRESSION);
  if (length > largest || done != Z_OK) throw std::runtime_error("the policy model cannot be deflated");
  out.resize(sizeof length + taken);
  return out;
}

std::vector<std::byte> inflated(std::span<const std::byte> bytes) {
  std::uint32_t length = 0;
  if (bytes.size() < sizeof length) throw std::runtime_error("the policy model is cut off");
  std::memcpy(&length, bytes.data(), sizeof length);
  const auto stream = bytes.subspan(sizeof length);
  std::vector<std::byte> out(length <= largest ? length : 0);
  uLongf given = out.size(), taken = stream.size();
  const int done =
      uncompress2(reinterpret_cast<Bytef*>(out.data()), &given, reinterpret_cast<const Bytef*>(stream.data()), &taken);
  if (done != Z_OK || given != length || taken != stream.size())
    throw std::runtime_error("the policy model is damaged");
  return out;
}

}  // namespace jiaxin::policy
