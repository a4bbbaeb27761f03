#include "policy/model/model.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "policy/model/deflated.hpp"
#include "policy/model/embedded.hpp"

namespace jiaxin::policy {
namespace {

TEST(Model, TheOneThatIsBuiltInIsWholeAndNotTooLarge) {
  const auto bytes = embedded_model();
  const Model model = Model::parse(bytes);
  EXPECT_TRUE(model.version().starts_with("model-"));
  EXPECT_LT(model.thresholds(Audience::families).hold, model.thresholds(Audience::families).block);
  EXPECT_LE(bytes.size(), 1'000'000u);
}

TEST(Model, IsRefusedWhereBytesAreMissingOrTooMany) {
  const auto whole = embedded_model();
  for (const std::size_t size : {std::size_t{0}, std::size_t{5}, std::size_t{40}, whole.size() / 2, whole.size() - 1})
    EXPECT_THROW(Model::parse(whole.first(size)), std::runtime_error) << size;
  std::vector<std::byte> more(whole.begin(), whole.end());
  more.push_back(std::byte{0});
  EXPECT_THROW(Model::parse(more), std::runtime_error);
  more.pop_back();
  for (const std::size_t at : {std::size_t{3}, std::size_t{20}, std::size_t{23}, whole.size() / 2}) {
    more.assign(whole.begin(), whole.end());
    more[at] ^= std::byte{0x55};
    EXPECT_THROW(Model::parse(more), std::runtime_error) << at;
  }
}

TEST(Model, BytesComeBackAsTheyWere) {
  for (const std::string_view bytes :
       {std::string_view(), std::string_view("家信"), std::string_view("aaaaaaaaaaaaaaaa")}) {
    const std::string kept = deflated(bytes);
    const auto back = inflated(std::as_bytes(std::span(kept)));
    EXPECT_EQ(std::string_view(reinterpret_cast<const char*>(back.data()), back.size()), bytes);
  }
}

TEST(Model, LengthCostsALittleAndNoMoreThanABound) {
  EXPECT_EQ(chance_of(0), 0);
  EXPECT_EQ(chance_of(60), 3);
  EXPECT_EQ(chance_of(180), 6);
  for (std::uint32_t letters = 0; letters < 600; ++letters)
    EXPECT_LT(chance_of(letters), chance_of(letters + 1)) << letters;
  EXPECT_EQ(chance_of(600), chance_of(65'000));
}

}  // namespace
}  // namespace jiaxin::policy
