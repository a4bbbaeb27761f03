#pragma once

#include <cstdint>
#include <string_view>

// Numbers for signs. Fixed for ever: a model is trained on them.
namespace jiaxin::policy {

// The finaliser of SplitMix64 (Steele, Lea, Flood 2014), over a running value.
constexpr std::uint64_t hash_step(std::uint64_t running, std::uint64_t next) {
  std::uint64_t z = running + 0x9e3779b97f4a7c15U + next * 0xd6e8feb86659fd93U;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31);
}

template <class... Parts>
constexpr std::uint32_t hash_of(Parts... parts) {
  std::uint64_t running = 0;
  ((running = hash_step(running, static_cast<std::uint64_t>(parts))), ...);
  return static_cast<std::uint32_t>(running >> 32);
}

constexpr std::uint32_t hash_text(std::string_view text) {
  std::uint64_t running = text.size();
  for (const char letter : text) running = hash_step(running, static_cast<unsigned char>(letter));
  return static_cast<std::uint32_t>(running >> 32);
}

}  // namespace jiaxin::policy
