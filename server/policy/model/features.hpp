#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "policy/reading/reading.hpp"
#include "policy/reading/stance.hpp"
#include "policy/terms/item.hpp"
#include "policy/text/normalise.hpp"

// What the trained model looks at: signs of a sentence, each a hashed number with the letters it stands on. Training and
// judging share this code. Pure; linear in the text.
namespace jiaxin::policy {

// A text as it was understood. The parts are owned elsewhere and outlive it.
struct Understood {
  const Normalised& text;
  const Reading& reading;
  const std::vector<Stance>& stances;  // one a sentence
};

// What a rule said about some letters.
struct RuleHit {
  std::uint32_t rule = 0;   // hash of its id
  std::uint32_t begin = 0;  // letters, half-open
  std::uint32_t end = 0;
};

struct Sign {
  std::uint32_t hash = 0;
  std::uint32_t begin = 0;  // letters, half-open
  std::uint32_t end = 0;
};

// Signs of different kinds are many or few for reasons of their own, so each kind is weighed by itself.
enum class SignKind : std::uint8_t { letters, sounds, meanings, classes, circumstances, count_ };
inline constexpr std::size_t sign_kinds = static_cast<std::size_t>(SignKind::count_);
using Signs = std::array<std::vector<Sign>, sign_kinds>;

// The signs of one sentence. `hits` are those of the whole text.
void collect_signs(const Understood& understood, const Context& context, const std::vector<RuleHit>& hits,
                   std::uint32_t sentence, Signs& out);

// Neighbouring sentences that are judged together: as many as fit into about two lines of a telephone, at least one.
struct Passage {
  std::uint32_t first_sentence = 0;  // half-open
  std::uint32_t last_sentence = 0;
  bool operator==(const Passage&) const = default;
};

struct LetterRange {
  std::uint32_t begin = 0;  // letters, half-open
  std::uint32_t end = 0;
};
LetterRange letters_of(const Reading& reading, std::uint32_t sentence);

// Every sentence alone, and with as many after it as a passage holds. `from_letter`: only those that reach beyond it.
std::vector<Passage> passages_of(const Reading& reading, std::uint32_t from_letter);

// One for each sentence: whether it says again, letter for letter, what one before it said that a passage may hold with it.
// Such a one adds nothing: what is harmless once is harmless a hundred times. Sentences before `from_letter`, said in an
// earlier message, are no excuse for saying them again.
std::vector<bool> repeats(const Understood& understood, std::uint32_t from_letter);

// The letters of the sentences that begin at `from_letter` or behind it and repeat nothing.
std::uint32_t letters_said(const Reading& reading, const std::vector<bool>& repeat, std::uint32_t from_letter);

// Who writes to whom. Nothing of what stands around the passage: else harmless lines would make it look harmless.
void collect_circumstances(const Reading& reading, const Context& context, const Passage& passage,
                           std::vector<Sign>& out);

}  // namespace jiaxin::policy
