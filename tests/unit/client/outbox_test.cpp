#include "rig.hpp"

namespace jiaxin::client::test {
namespace {

using Frame = v1::ClientFrame;

TEST(Outbox, KilledBetweenSendingAndStoredItIsSentAgainAndSettlesOnce) {
  const Folder folder;
  const auto id = ClientId::make();
  Rig rig(folder.path / "state");
  rig.go_online();
  rig.add(notice(id));
  const auto before = rig.sent(Frame::kSendNotice);
  ASSERT_EQ(before.size(), 1U);

  rig.revive();
  rig.go_online();
  auto after = rig.sent(Frame::kSendNotice);
  ASSERT_EQ(after.size(), 1U);
  EXPECT_EQ(after[0].send_notice().SerializeAsString(), before[0].send_notice().SerializeAsString());
  EXPECT_EQ(after[0].send_notice().header().client_id(), id.wire());
  rig.receive(Rig::stored(after[0], 77));
  rig.receive(Rig::stored(after[0], 77));
  const auto settled = rig.all<Settled>();
  ASSERT_EQ(settled.size(), 1U);
  EXPECT_EQ(settled[0].as, SettledAs::stored);
  EXPECT_EQ(settled[0].message_id, 77U);
  EXPECT_EQ(settled[0].client_id, id);

  rig.revive();
  rig.go_online();
  EXPECT_TRUE(rig.sent(Frame::kSendNotice).empty());
  EXPECT_EQ(rig.store->outbox(10).at(0).settled->message_id, 77U);
}

TEST(Outbox, AnUrgentNoticeIsKeptAndSentLikeAnyOther) {
  const Folder folder;
  const auto id = ClientId::make();
  Rig rig(folder.path / "state");
  rig.go_online();
  auto frame = notice(id);
  const auto header = frame.send_notice().header();
  *frame.mutable_send_urgent()->mutable_header() = header;
  frame.mutable_send_urgent()->set_template_id("bus-late");
  rig.add(frame);
  rig.sent(Frame::kSendUrgent);
  rig.revive();
  rig.go_online();
  const auto sent = rig.sent(Frame::kSendUrgent);
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].send_urgent().header().client_id(), id.wire());
  rig.receive(Rig::stored(sent[0], 78));
  const auto settled = rig.all<Settled>();
  ASSERT_EQ(settled.size(), 1U);
  EXPECT_EQ(settled[0].kind, EntryKind::urgent);
  EXPECT_EQ(settled[0].message_id, 78U);
}

TEST(Outbox, ALostConnectionSendsAgainWhatHadNoResult) {
  Rig rig;
  rig.go_online();
  rig.add(notice(ClientId::make(), "一"));
  rig.add(notice(ClientId::make(), "二"));
  const auto first = rig.sent(Frame::kSendNotice);
  rig.receive(Rig::stored(first.at(0)));
  rig.drop();
  rig.advance(Millis(500));
  rig.come_online();
  const auto again = rig.sent(Frame::kSendNotice);
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].send_notice().title(), "二");
}

TEST(Outbox, EntriesGoInOrderAndAWindowAtATime) {
  Rig rig;
  rig.options.outbox_window = 3;
  rig.revive();
  rig.keep_token();
  for (int i = 0; i < 5; ++i) rig.store->add(notice(ClientId::make(), std::to_string(i)), 0);
  rig.go_online();
  auto sent = rig.sent(Frame::kSendNotice);
  ASSERT_EQ(sent.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(sent[i].send_notice().title(), std::to_string(i));
  rig.receive(Rig::stored(sent[1]));
  sent = rig.sent(Frame::kSendNotice);
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].send_notice().title(), "3");
}

TEST(Outbox, MembershipsTakeTurns) {
  Rig rig;
  rig.options.max_in_flight = 4;
  rig.revive();
  rig.keep_token({teacher, parent});
  for (int i = 0; i < 8; ++i) rig.store->add(notice(ClientId::make(), "t"), 0);
  for (int i = 0; i < 8; ++i) rig.store->add(notice(ClientId::make(), "p", parent), 0);
  rig.go_online({teacher, parent});
  const auto sent = rig.sent(Frame::kSendNotice);
  ASSERT_EQ(sent.size(), 4U);
  const auto of_parent =
      std::count_if(sent.begin(), sent.end(), [](const Frame& frame) { return frame.send_notice().title() == "p"; });
  EXPECT_EQ(of_parent, 2);
}

TEST(Outbox, ErrorsThatWillNotChangeSettleAsRefused) {
  for (const auto retry : {v1::RETRY_NEVER, v1::RETRY_AFTER_CHANGE, v1::RETRY_UNSPECIFIED}) {
    Rig rig;
    rig.go_online();
    rig.add(notice(ClientId::make()));
    rig.receive(Rig::error(rig.sent(Frame::kSendNotice).at(0), v1::ERROR_CODE_FORBIDDEN, retry));
    ASSERT_EQ(rig.all<Settled>().size(), 1U);
    EXPECT_EQ(rig.all<Settled>()[0].as, SettledAs::refused);
    EXPECT_EQ(rig.all<Settled>()[0].failure->error.code(), v1::ERROR_CODE_FORBIDDEN);
    EXPECT_EQ(rig.store->waiting_count(), 0U);
  }
}

TEST(Outbox, RetryLaterWaitsAsLongAsTheServerSays) {
  Rig rig;
  rig.go_online();
  rig.add(notice(ClientId::make()));
  const auto first = rig.sent(Frame::kSendNotice);
  rig.receive(Rig::error(first.at(0), v1::ERROR_CODE_SLOW_DOWN, v1::RETRY_LATER, 4'000));
  rig.advance(Millis(3'999));
  EXPECT_TRUE(rig.sent(Frame::kSendNotice).empty());
  rig.advance(Millis(1));
  const auto again = rig.sent(Frame::kSendNotice);
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].send_notice().header().client_id(), first[0].send_notice().header().client_id());
  EXPECT_TRUE(rig.all<Settled>().empty());
}

TEST(Outbox, WhatIsPutOffIsSentAgainBeforeWhatCameAfterIt) {
  Rig rig;
  rig.options.outbox_window = 2;
  rig.revive();
  rig.go_online();
  for (int i = 0; i < 3; ++i) rig.add(notice(ClientId::make(), std::to_string(i)));
  const auto sent = rig.sent(Frame::kSendNotice);
  ASSERT_EQ(sent.size(), 2U);
  rig.receive(Rig::error(sent[0], v1::ERROR_CODE_UNAVAILABLE, v1::RETRY_LATER));
  rig.receive(Rig::error(sent[1], v1::ERROR_CODE_UNAVAILABLE, v1::RETRY_LATER));
  rig.advance(Millis(60'000));
  const auto again = rig.sent(Frame::kSendNotice);
  ASSERT_EQ(again.size(), 2U);
  EXPECT_EQ(again[0].send_notice().title(), "0");
  EXPECT_EQ(again[1].send_notice().title(), "1");
}

TEST(Outbox, BlockedAndHeldAreResults) {
  Rig rig;
  rig.go_online();
  rig.add(notice(ClientId::make()));
  rig.add(notice(ClientId::make()));
  const auto sent = rig.sent(Frame::kSendNotice);
  v1::ServerFrame blocked;
  blocked.set_request_id(sent.at(0).request_id());
  blocked.mutable_send_result()->mutable_blocked()->add_findings()->set_quote("作业");
  rig.receive(blocked);
  v1::ServerFrame held;
  held.set_request_id(sent.at(1).request_id());
  held.mutable_send_result()->mutable_held()->set_message_id(8);
  rig.receive(held);
  const auto settled = rig.all<Settled>();
  ASSERT_EQ(settled.size(), 2U);
  EXPECT_EQ(settled[0].as, SettledAs::blocked);
  EXPECT_EQ(settled[0].send.blocked().findings(0).quote(), "作业");
  EXPECT_EQ(settled[1].as, SettledAs::held);
}

TEST(Outbox, AnEntryThatIsNeverAnsweredBringsANewConnection) {
  Rig rig;
  rig.go_online();
  rig.add(notice(ClientId::make()));
  rig.advance(Millis(29'999));
  EXPECT_EQ(rig.machine->state(), ConnectionState::online);
  rig.advance(Millis(1));
  EXPECT_EQ(rig.machine->state(), ConnectionState::waiting);
}

TEST(Outbox, AChangedDecisionPointsBackAtTheOneBeforeIt) {
  Rig rig;
  rig.go_online({parent});
  rig.add(decision(ClientId::make(), v1::CHOICE_AGREE));
  rig.add(decision(ClientId::make(), v1::CHOICE_DECLINE));
  auto sent = rig.sent(Frame::kDecide);
  ASSERT_EQ(sent.size(), 1U) << "the second has to wait for the number of the first";
  EXPECT_EQ(sent[0].decide().header().predecessor(), 0U);
  rig.receive(Rig::answered(sent[0], 501));
  sent = rig.sent(Frame::kDecide);
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].decide().header().predecessor(), 501U);
}

TEST(Outbox, ThePredecessorIsFixedBeforeTheFirstSending) {
  const Folder folder;
  Rig rig(folder.path / "state");
  rig.go_online({parent});
  rig.add(decision(ClientId::make(), v1::CHOICE_AGREE));
  const auto before = rig.sent(Frame::kDecide);
  rig.revive();
  rig.keep_token({parent});
  // Another device of the same person has answered meanwhile.
  auto event = item_event(1);
  event.set_message_id(900);
  event.clear_item();
  event.mutable_answer()->set_answer_id(600);
  event.mutable_answer()->set_child_id(5);
  event.mutable_answer()->set_member_id(parent.member);
  const v1::Event* events[] = {&event};
  rig.store->keep_events(parent, 11, events);
  rig.go_online({parent});
  const auto after = rig.sent(Frame::kDecide);
  ASSERT_EQ(after.size(), 1U);
  EXPECT_EQ(after[0].decide().SerializeAsString(), before.at(0).decide().SerializeAsString());
  EXPECT_EQ(rig.store->own_answer(parent, 900, 5), 600U);
}

TEST(Outbox, ADecisionWaitsForTheReadMarkOfItsForm) {
  Rig rig;
  rig.go_online({parent});
  v1::ClientFrame mark;
  *mark.mutable_mark_read()->mutable_member() = parent.ref();
  mark.mutable_mark_read()->set_message_id(900);
  rig.add(mark);
  rig.add(decision(ClientId::make(), v1::CHOICE_AGREE));
  EXPECT_TRUE(rig.sent(Frame::kDecide).empty());
  v1::ServerFrame marked;
  marked.set_request_id(rig.sent(Frame::kMarkRead).at(0).request_id());
  marked.mutable_read_marked()->set_read_at_ms(123);
  rig.receive(marked);
  EXPECT_EQ(rig.sent(Frame::kDecide).size(), 1U);
}

TEST(Outbox, AnAnswerOfAnotherChildDoesNotWait) {
  Rig rig;
  rig.go_online({parent});
  rig.add(decision(ClientId::make(), v1::CHOICE_AGREE));
  auto other = decision(ClientId::make(), v1::CHOICE_AGREE);
  other.mutable_decide()->mutable_header()->set_child_id(6);
  rig.add(other);
  EXPECT_EQ(rig.sent(Frame::kDecide).size(), 2U);
}

TEST(Outbox, ReadMarksAreDurableToo) {
  const Folder folder;
  Rig rig(folder.path / "state");
  rig.go_online({parent});
  v1::ClientFrame mark;
  *mark.mutable_mark_read()->mutable_member() = parent.ref();
  mark.mutable_mark_read()->set_message_id(901);
  rig.add(mark);
  EXPECT_EQ(rig.sent(Frame::kMarkRead).size(), 1U);
  rig.revive();
  rig.go_online({parent});
  const auto sent = rig.sent(Frame::kMarkRead);
  ASSERT_EQ(sent.size(), 1U);
  v1::ServerFrame marked;
  marked.set_request_id(sent[0].request_id());
  marked.mutable_read_marked()->set_read_at_ms(123);
  rig.receive(marked);
  ASSERT_EQ(rig.all<Settled>().size(), 1U);
  EXPECT_EQ(rig.all<Settled>()[0].as, SettledAs::marked);
  EXPECT_EQ(rig.all<Settled>()[0].message_id, 901U);
}

}  // namespace
}  // namespace jiaxin::client::test
