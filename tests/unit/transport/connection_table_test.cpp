#include "transport/connection_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace jiaxin::transport {
namespace {

constexpr std::size_t slices = 8;

struct Visitor final : Connection {
  explicit Visitor(ConnectionTable* leaves) : table(leaves) {}
  void on_tick(Time) override {
    ++visits;
    if (table) table->remove(*this);
  }
  void on_stopping() override {}
  void drop() override {}

  ConnectionTable* table;  // to leave at the first visit
  int visits = 0;
};

struct ConnectionTableTest : testing::Test {
  ConnectionTable table{Time()};
  std::vector<std::shared_ptr<Visitor>> visitors;

  void add(std::size_t count, ConnectionTable* leaves = nullptr) {
    for (std::size_t i = 0; i < count; ++i) table.add(visitors.emplace_back(std::make_shared<Visitor>(leaves)));
  }
  void visit(std::size_t times) {
    for (std::size_t i = 0; i < times; ++i) table.visit_some(Time(), slices);
  }
};

TEST_F(ConnectionTableTest, VisitsEveryConnectionOnceARound) {
  add(64);
  visit(slices);
  for (const auto& visitor : visitors) EXPECT_EQ(visitor->visits, 1);
  visit(slices);
  for (const auto& visitor : visitors) EXPECT_EQ(visitor->visits, 2);
}

TEST_F(ConnectionTableTest, VisitsInSmallPieces) {
  add(64);
  visit(1);
  EXPECT_EQ(std::count_if(visitors.begin(), visitors.end(), [](const auto& v) { return v->visits > 0; }), 8);
}

TEST_F(ConnectionTableTest, ARoundIsNoLongerWhenEverybodyLeaves) {
  add(1000, &table);
  visit(slices + 1);
  EXPECT_TRUE(table.all().empty());
}

TEST_F(ConnectionTableTest, RemovesWhomItIsToldAndNobodyElse) {
  add(10);
  for (const std::size_t i : {0U, 9U, 4U}) {
    table.remove(*visitors[i]);
    table.remove(*visitors[i]);  // again is harmless
  }
  EXPECT_EQ(table.all().size(), 7U);
  visit(slices);
  EXPECT_EQ(visitors[4]->visits, 0);
  EXPECT_GE(visitors[5]->visits, 1);
}

TEST_F(ConnectionTableTest, AnEmptyTableIsFine) {
  visit(3);
  add(1);
  visit(slices);
  EXPECT_GE(visitors.front()->visits, 1);
}

}  // namespace
}  // namespace jiaxin::transport
