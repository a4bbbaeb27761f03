#include "policy/model/networks.hpp"

namespace jiaxin::policy {

double NetworkScores::with_networks(double by_signs, const Passage& passage, double asked) {
  if (by_signs <= worth_patterns) return by_signs;
  const double score = by_signs + by_patterns(passage);
  const bool clear = score <= worth_attention || score >= beyond_attention + asked;
  return clear ? score : score + by_attention(passage);
}

double NetworkScores::by_patterns(const Passage& passage) {
  PatternNet::Fits best = fits_of(passage.first_sentence);
  for (std::size_t at = passage.first_sentence + 1; at < passage.last_sentence; ++at)
    PatternNet::better(best, fits_of(at));
  return networks_->patterns.score(best);
}

double NetworkScores::by_attention(const Passage& passage) {
  AttentionNet::Gist gist;
  for (std::size_t at = passage.first_sentence; at < passage.last_sentence; ++at) AttentionNet::add(gist, gist_of(at));
  return networks_->attention.score(gist);
}

const PatternNet::Fits& NetworkScores::fits_of(std::size_t sentence) {
  if (fits_.size() <= sentence) fits_.resize(sentence + 1);
  auto& fits = fits_[sentence];
  if (fits.empty()) fits = networks_->patterns.fits(places_(sentence));
  return fits;
}

const AttentionNet::Gist& NetworkScores::gist_of(std::size_t sentence) {
  if (gists_.size() <= sentence) gists_.resize(sentence + 1);
  auto& gist = gists_[sentence];
  if (!gist) gist = networks_->attention.gist(places_(sentence));
  return *gist;
}

}  // namespace jiaxin::policy
