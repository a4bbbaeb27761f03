#include "storage/command_queue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jiaxin::storage {
namespace {

using testing::ElementsAre;

class Writes final : public Command {
 public:
  explicit Writes(std::size_t count) { rows = count; }
  void apply(Connection&) override {}
  void answer(bool) override {}
};

std::vector<std::size_t> rows_of(const Batch& batch) {
  std::vector<std::size_t> all;
  for (const auto& command : batch) all.push_back(command->rows);
  return all;
}

TEST(CommandQueue, AGroupPassesItsRowsOnlyWhereACommandIsTakenAlone) {
  CommandQueue queue(16);
  for (const std::size_t rows : {4, 6, 1, 30, 2, 3}) queue.push(std::make_unique<Writes>(rows));
  const CommandQueue::Limits limits{.commands = 16, .rows = 10};
  EXPECT_THAT(rows_of(queue.take(limits, std::nullopt)), ElementsAre(4, 6));
  EXPECT_THAT(rows_of(queue.take(limits, std::nullopt)), ElementsAre(1));
  EXPECT_THAT(rows_of(queue.take(limits, std::nullopt)), ElementsAre(30));
  EXPECT_THAT(rows_of(queue.take({.commands = 1, .rows = 10}, std::nullopt)), ElementsAre(2));
  EXPECT_THAT(rows_of(queue.take(limits, std::nullopt)), ElementsAre(3));
}

}  // namespace
}  // namespace jiaxin::storage
