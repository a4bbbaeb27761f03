// What happens when the state file cannot be written.
#include "rig.hpp"

namespace jiaxin::client::test {
namespace {

using Frame = v1::ClientFrame;

class FailingStore : public SqliteStore {
 public:
  FailingStore() : SqliteStore({}) {}
  std::vector<LogNews> keep_events(Member member, std::uint64_t epoch,
                                   std::span<const v1::Event* const> events) override {
    if (failing) throw StoreError("disk full");
    return SqliteStore::keep_events(member, epoch, events);
  }
  std::vector<EntryMeta> erase() override {
    if (failing) throw StoreError("disk full");
    return SqliteStore::erase();
  }
  bool failing = false;
};

struct Trouble : testing::Test {
  Trouble() {
    auto made = std::make_unique<FailingStore>();
    disk = made.get();
    rig.machine.reset();
    rig.store = std::move(made);
    rig.machine = std::make_unique<Machine>(rig.options, *rig.store, [] { return 0.5; });
  }
  Rig rig;
  FailingStore* disk = nullptr;
};

TEST_F(Trouble, WhatCannotBeKeptIsNeitherToldNorAcknowledgedAndComesAgain) {
  rig.go_online();
  disk->failing = true;
  rig.receive(Rig::batch(teacher, {item_event(1)}));
  EXPECT_EQ(rig.all<TroubleNews>().size(), 1U);
  EXPECT_TRUE(rig.all<InboxEntry>().empty());
  EXPECT_TRUE(rig.sent(Frame::kAck).empty());
  EXPECT_EQ(rig.machine->state(), ConnectionState::waiting);
  disk->failing = false;
  rig.advance(Millis(1'000));
  rig.come_online();
  rig.receive(Rig::batch(teacher, {item_event(1)}));
  EXPECT_EQ(rig.all<InboxEntry>().size(), 1U);
  EXPECT_EQ(rig.sent(Frame::kAck).size(), 1U);
}

TEST_F(Trouble, ASignOutThatCannotEraseSaysSo) {
  rig.keep_token();
  disk->failing = true;
  rig.machine->sign_out(3, rig.now);
  rig.collect();
  ASSERT_TRUE(rig.reply_to(3));
  EXPECT_EQ(rig.reply_to(3)->failure().kind, FailureKind::storage);
}

}  // namespace
}  // namespace jiaxin::client::test
