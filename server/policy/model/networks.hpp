#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "policy/model/attention_net.hpp"
#include "policy/model/features.hpp"
#include "policy/model/pattern_net.hpp"

// What the networks say about the passages of a text whose signs leave a doubt.
namespace jiaxin::policy {

// A passage whose signs speak so clearly for it is not looked at again: patterns got next to none of them.
inline constexpr double worth_patterns = -4;
// Where signs and patterns together say less than the first, attention changed nothing, nor where they say more than
// the second beyond what length and form ask for. Both in cross-validation.
inline constexpr double worth_attention = -2, beyond_attention = 14;

// As they are trained and stored.
struct NetworkTables {
  PointTables points;  // of both
  PatternTables patterns;
  AttentionTables attention;
};

struct Networks {
  // Throws std::runtime_error when the tables do not fit together.
  explicit Networks(const NetworkTables& tables)
      : patterns(tables.points, tables.patterns), attention(tables.points, tables.attention) {}

  PatternNet patterns;
  AttentionNet attention;
};

// Of one text; lays each network over each sentence once, when it is first needed.
class NetworkScores {
 public:
  using PlacesOf = std::function<std::span<const Place>(std::size_t sentence)>;
  // `networks` outlive it.
  NetworkScores(const Networks& networks, PlacesOf places) : networks_(&networks), places_(std::move(places)) {}

  // A passage's score by its signs, with what the networks add. `asked`: how much length and form of the text ask for.
  double with_networks(double by_signs, const Passage& passage, double asked);

 private:
  double by_patterns(const Passage& passage);
  double by_attention(const Passage& passage);
  const PatternNet::Fits& fits_of(std::size_t sentence);
  const AttentionNet::Gist& gist_of(std::size_t sentence);

  const Networks* networks_;
  PlacesOf places_;
  std::vector<PatternNet::Fits> fits_;  // of as many sentences as were asked for
  std::vector<std::optional<AttentionNet::Gist>> gists_;
};

}  // namespace jiaxin::policy
