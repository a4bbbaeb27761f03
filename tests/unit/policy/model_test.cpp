#include "policy/model/model.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "policy/model/embedded.hpp"

namespace jiaxin::policy {
namespace {

TEST(Model, TheOneThatIsBuiltInIsWholeAndNotTooLarge) {
  const auto bytes = embedded_model();
  const Model model = Model::parse(bytes);
  EXPECT_TRUE(model.version().starts_with("model-"));
  EXPECT_LT(model.thresholds(Audience::families).hold, model.thresholds(Audience::families).block);
  EXPECT_LE(bytes.size(), 1024u * 1024u);
}

TEST(Model, IsRefusedWhereBytesAreMissingOrTooMany) {
  const auto whole = embedded_model();
  for (const std::size_t size : {std::size_t{0}, std::size_t{5}, std::size_t{40}, whole.size() / 2, whole.size() - 1})
    EXPECT_THROW(Model::parse(whole.first(size)), std::runtime_error) << size;
  std::vector<std::byte> more(whole.begin(), whole.end());
  more.push_back(std::byte{0});
  EXPECT_THROW(Model::parse(more), std::runtime_error);
  more.pop_back();
  more[3] = std::byte{'?'};
  EXPECT_THROW(Model::parse(more), std::runtime_error);
}

}  // namespace
}  // namespace jiaxin::policy
