// Who receives what, how often, and what it says.
#include <gtest/gtest.h>

#include <algorithm>

#include "stage/school.hpp"

namespace jiaxin::stage {
namespace {

constexpr const char* class_1 = "三年级(1)班";
constexpr const char* class_2 = "三年级(2)班";

std::size_t copies(demo::Person& person, std::uint64_t message_id) {
  const auto entries = must(person.client().inbox({.limit = 1000}), "the inbox is read");
  return static_cast<std::size_t>(
      std::count_if(entries.begin(), entries.end(), [&](const auto& entry) { return entry.message_id == message_id; }));
}

std::vector<std::string> names_of(const std::vector<v1::Child>& children) {
  std::vector<std::string> names;
  for (const auto& child : children) names.push_back(child.name());
  std::sort(names.begin(), names.end());
  return names;
}

v1::SendHeader lin_to_class(demo::Person& lin) { return to_classes(lin.membership(), {class_1}); }

TEST(Delivery, ANoticeReachesThoseOnlineAndTheOneWhoComesBackOnceEach) {
  School school;
  auto& lin = school.phone("t-lin");
  auto& luo = school.phone("g-luo");
  auto& zou = school.phone("g-zou");
  auto& ouyang = school.phone("g-ouyang");
  ouyang.close_app();

  const auto id = stored(lin, notice(lin_to_class(lin), "放学提醒"));
  for (auto* online : {&luo, &zou}) EXPECT_EQ(online->wait_arrival(id).entry.item.title(), "放学提醒");
  ouyang.open_app(school.server.address(), school.runtime);
  ouyang.wait_arrival(id);
  const auto marker = stored(lin, notice(lin_to_class(lin), "第二条"));  // whatever came twice came before this one
  for (auto* guardian : {&luo, &zou, &ouyang}) {
    guardian->wait_arrival(marker);
    EXPECT_EQ(guardian->arrivals_of(id), 1u) << guardian->name();
    EXPECT_EQ(copies(*guardian, id), 1u) << guardian->name();
  }
}

TEST(Delivery, AGuardianWithTwoChildrenGetsOneItemThatNamesBoth) {
  School school;
  auto& lin = school.phone("t-lin");
  auto& he = school.phone("t-he");
  auto& luo = school.phone("g-luo");
  auto& zou = school.phone("g-zou");

  const auto to_class = stored(lin, notice(lin_to_class(lin), "放学提醒"));
  EXPECT_EQ(names_of(luo.wait_arrival(to_class).entry.children), (std::vector<std::string>{"陈思远", "陈思齐"}));
  EXPECT_EQ(names_of(zou.wait_arrival(to_class).entry.children), (std::vector<std::string>{"赵一鸣"}));

  const auto to_grade = stored(he, notice(demo::to_own_grade(he), "年级通知"));
  const auto both = zou.wait_arrival(to_grade).entry;
  EXPECT_EQ(names_of(both.children), (std::vector<std::string>{"赵一诺", "赵一鸣"}));
  for (const auto& child : both.children) EXPECT_EQ(child.class_title(), child.name() == "赵一鸣" ? class_1 : class_2);
  EXPECT_EQ(copies(zou, to_grade), 1u);
  EXPECT_EQ(copies(luo, to_class), 1u);
}

TEST(Delivery, WhoDoesNotReceiveAndWhoIsNotAddressedGetNothing) {
  School school;
  auto lin = school.wire("t-lin");
  auto liu = school.wire("g-liu");
  auto han = school.wire("g-han");
  const auto header = to_classes(lin.membership(), {class_1});
  auto request = notice(header, "放学提醒");
  request.mutable_header()->set_client_id(new_client_id());
  const auto answer = lin.ask(frame_of(request));
  ASSERT_TRUE(answer.send_result().has_stored()) << answer.ShortDebugString();
  EXPECT_EQ(answer.send_result().stored().guardians(), 6u);  // without 刘海波
  EXPECT_EQ(answer.send_result().stored().children(), 5u);
  EXPECT_EQ(liu.resume().head_seq(), 0u);
  EXPECT_EQ(han.resume().head_seq(), 0u);
}

TEST(Delivery, TwoDevicesOfOneGuardianBothGetItAndEitherMayMarkItRead) {
  School school;
  auto& lin = school.phone("t-lin");
  auto& phone = school.phone("g-xu");
  auto& tablet = school.phone("g-xu", "tablet");
  const auto id = stored(lin, notice(lin_to_class(lin), "放学提醒"));
  EXPECT_EQ(phone.wait_arrival(id).entry.item.SerializeAsString(),
            tablet.wait_arrival(id).entry.item.SerializeAsString());
  EXPECT_EQ(phone.arrivals_of(id) + tablet.arrivals_of(id), 2u);

  const auto first = phone.wait_settled(must(phone.client().mark_read(phone.member(), id), "marked")).settled;
  const auto again = tablet.wait_settled(must(tablet.client().mark_read(tablet.member(), id), "marked")).settled;
  ASSERT_EQ(first.as, client::SettledAs::marked);
  ASSERT_EQ(again.as, client::SettledAs::marked);
  EXPECT_EQ(again.marked.read_at_ms(), first.marked.read_at_ms()) << "read is when it was first opened";
  lin.wait_receipts(id, "it is read once", [](const auto& summary) { return summary.read() == 1; });
}

TEST(Delivery, TheItemSaysEverythingThatAFamilyHasToKnow) {
  School school;
  auto& lin = school.phone("t-lin");
  auto& tang = school.phone("t-tang");
  auto& luo = school.phone("g-luo");
  const auto deadline = demo::in_a_week();
  v1::SendLetter letter;
  *letter.mutable_header() = lin_to_class(lin);
  letter.set_title("秋游家长信");
  letter.set_body("各位家长：下周五秋游，请选择是否参加。");
  letter.mutable_slip()->add_options()->set_label("参加");
  auto& other = *letter.mutable_slip()->add_options();
  other.set_label("不参加");
  other.set_will_not_take_part(true);
  letter.mutable_slip()->set_comment_allowed(true);
  letter.mutable_slip()->set_deadline_ms(deadline);

  const auto before = now_ms();
  const auto entry = luo.wait_arrival(stored(lin, letter)).entry;
  EXPECT_EQ(entry.item.kind(), v1::KIND_LETTER);
  EXPECT_EQ(entry.item.school_name(), "云溪市青禾小学");
  EXPECT_EQ(entry.item.time_zone(), "Asia/Shanghai");
  EXPECT_EQ(entry.item.sent_to(), class_1);
  EXPECT_EQ(entry.item.sender().name(), "林雪梅");
  EXPECT_EQ(entry.item.sender().role(), v1::ROLE_CLASS_TEACHER);
  EXPECT_EQ(entry.item.title(), letter.title());
  EXPECT_EQ(entry.item.body(), letter.body());
  EXPECT_EQ(entry.item.ask(), v1::ASK_SLIP);
  EXPECT_EQ(entry.item.deadline_ms(), deadline);
  ASSERT_EQ(entry.item.slip().options_size(), 2);
  EXPECT_EQ(entry.item.slip().options(0).label(), "参加");
  EXPECT_TRUE(entry.item.slip().options(1).will_not_take_part());
  EXPECT_TRUE(entry.item.slip().comment_allowed());
  EXPECT_GE(entry.at_ms, before);
  EXPECT_LE(entry.at_ms, now_ms());
  ASSERT_EQ(entry.children.size(), 2u);
  for (const auto& child : entry.children) {
    EXPECT_EQ(child.class_title(), class_1);
    EXPECT_EQ(child.relation(), "母亲");
    EXPECT_TRUE(child.may_sign());
  }

  const auto from_principal = luo.wait_arrival(stored(tang, notice(demo::to_school(tang), "全校通知"))).entry;
  EXPECT_EQ(from_principal.item.kind(), v1::KIND_NOTICE);
  EXPECT_EQ(from_principal.item.ask(), v1::ASK_NOTHING);
  EXPECT_EQ(from_principal.item.sender().role(), v1::ROLE_PRINCIPAL);
  EXPECT_EQ(from_principal.item.sent_to(), "全校");
  EXPECT_EQ(from_principal.item.deadline_ms(), 0);
}

TEST(Delivery, ATeacherMayNotWriteToAClassThatIsNotHers) {
  School school;
  auto& lin = school.phone("t-lin");
  auto& he = school.phone("t-he");
  auto header = to_classes(he.membership(), {class_2});
  *header.mutable_from() = lin.member();
  EXPECT_EQ(error_name(send(lin, notice(header, "放学提醒"))), "FORBIDDEN");

  header = lin_to_class(lin);
  header.mutable_to()->add_class_ids(he.class_called(class_2));
  EXPECT_EQ(error_name(send(lin, notice(header, "放学提醒"))), "FORBIDDEN") << "not even together with her own";

  EXPECT_EQ(error_name(send(lin, notice(demo::to_school(lin), "放学提醒"))), "FORBIDDEN");
  header = lin_to_class(lin);
  header.mutable_to()->clear_class_ids();
  header.mutable_to()->add_class_ids(4711);
  EXPECT_EQ(error_name(send(lin, notice(header, "放学提醒"))), "NOT_FOUND");
  header.mutable_to()->clear_class_ids();
  header.mutable_to()->add_grades("7");
  EXPECT_EQ(error_name(send(lin, notice(header, "放学提醒"))), "NOT_FOUND");
  header.mutable_to()->clear_grades();
  EXPECT_EQ(error_name(send(lin, notice(header, "放学提醒"))), "INVALID");
}

TEST(Delivery, NobodyWritesInTheNameOfAnotherMembership) {
  School school;
  auto& lin = school.phone("t-lin");
  auto& he = school.phone("t-he");
  auto luo = school.wire("g-luo");
  auto request = notice(to_classes(he.membership(), {class_2}), "放学提醒");
  request.mutable_header()->set_client_id(new_client_id());
  EXPECT_EQ(error_name(luo.ask(frame_of(request))), "FORBIDDEN");
  *request.mutable_header()->mutable_from() = luo.member();
  EXPECT_EQ(error_name(luo.ask(frame_of(request))), "FORBIDDEN") << "guardians write to no class";
  v1::ClientFrame follow;
  *follow.mutable_resume()->mutable_member() = lin.member();
  EXPECT_EQ(error_name(luo.ask(follow)), "FORBIDDEN") << "nor follow her log";
}

TEST(Delivery, HeldAndBlockedItemsReachNobody) {
  School school;
  auto& lin = school.phone("t-lin");
  auto& luo = school.phone("g-luo");
  const auto blocked = send(lin, notice(lin_to_class(lin), "数学作业", "请家长今晚在微信群里提交数学作业照片并打卡。"));
  EXPECT_EQ(blocked.as, client::SettledAs::blocked) << demo::words_of(blocked);
  ASSERT_GT(blocked.send.blocked().findings_size(), 0);
  EXPECT_FALSE(blocked.send.blocked().findings(0).reason_zh().empty());
  EXPECT_FALSE(blocked.send.blocked().findings(0).way_on_zh().empty());
  const auto held = send(lin, notice(lin_to_class(lin), "通知", "表扬张三同学，今天主动扫地。"));
  EXPECT_EQ(held.as, client::SettledAs::held) << demo::words_of(held);

  const auto marker = stored(lin, notice(lin_to_class(lin), "放学提醒"));
  luo.wait_arrival(marker);
  EXPECT_EQ(luo.newest_seq(), 1u) << "nothing came before the marker";
  EXPECT_EQ(must(luo.client().inbox({}), "read").size(), 1u);
  auto wire = school.wire("t-lin");
  EXPECT_EQ(wire.read_log().size(), 1u) << "nor into her own log";
  // Nobody may open or answer what nobody received.
  EXPECT_EQ(error_name(school.wire("g-luo").ask(mark_read(luo.member(), held.send.held().message_id()))), "NOT_FOUND");
}

TEST(Delivery, ReceiptsBecomeVisibleToTheSenderAndToNobodyElse) {
  School school;
  auto& lin = school.phone("t-lin");
  auto& luo = school.phone("g-luo");
  v1::SendLetter letter;
  *letter.mutable_header() = lin_to_class(lin);
  letter.set_title("秋游家长信");
  letter.set_body("请选择是否参加。");
  letter.mutable_slip()->add_options()->set_label("参加");
  letter.mutable_slip()->add_options()->set_label("不参加");
  const auto id = stored(lin, letter);

  const auto delivered = lin.wait_receipts(id, "delivered", [](const auto& s) { return s.delivered() == 2; });
  EXPECT_EQ(delivered.summary.rows(), 7u);
  EXPECT_EQ(delivered.summary.read(), 0u);
  EXPECT_EQ(delivered.summary.answered(), 0u);
  EXPECT_EQ(delivered.summary.children_unanswered(), 5u) << "silence is no answer";
  demo::open_item(luo, id);
  lin.wait_receipts(id, "read", [](const auto& s) { return s.read() == 2 && s.answered() == 0; });
  v1::AnswerSlip answer;
  *answer.mutable_header() = demo::answer_to(luo.wait_arrival(id).entry, "陈思远");
  luo.wait_settled(must(luo.client().answer_slip(answer), "answered"));
  const auto answered = lin.wait_receipts(id, "answered", [](const auto& s) { return s.answered() == 1; });
  EXPECT_EQ(answered.summary.slip_counts(0), 1u);

  std::size_t rows_of_luo = 0;
  const auto receipts = demo::all_receipts(lin, id);
  for (const auto& row : receipts.receipts()) {
    const bool hers = row.guardian_name() == "罗晓燕";
    rows_of_luo += hers;
    EXPECT_GT(row.stored_at_ms(), 0);
    EXPECT_EQ(row.delivered_at_ms() > 0, hers) << row.ShortDebugString();
    EXPECT_EQ(row.read_at_ms() > 0, hers);
    EXPECT_EQ(row.answered_at_ms() > 0, hers && row.child_name() == "陈思远");
  }
  EXPECT_EQ(rows_of_luo, 2u);

  for (const auto* other : {"g-luo", "t-he", "t-zhou", "t-tang"}) {
    auto wire = school.wire(other);
    v1::ClientFrame frame;
    *frame.mutable_get_receipts()->mutable_member() = wire.member();
    frame.mutable_get_receipts()->set_message_id(id);
    EXPECT_EQ(error_name(wire.ask(frame)), "NOT_FOUND") << other;
  }
  const auto own_log = school.wire("t-lin").read_log();
  ASSERT_EQ(own_log.size(), 1u) << "receipts and answers do not fill her log";
  EXPECT_EQ(own_log[0].item().title(), letter.title());
  EXPECT_EQ(own_log[0].children_size(), 0);
}

TEST(Delivery, ABurstOfAcknowledgementsIsToldAtMostOnceASecond) {
  constexpr int families = 40;
  School school({.roster = roster_of(families)});
  auto lin = school.wire("t-lin");
  lin.resume();
  std::vector<WireClient> guardians;
  for (int i = 1; i <= families; ++i) {
    guardians.push_back(school.wire("g-" + std::to_string(i)));
    guardians.back().resume();
  }
  auto request = notice(to_classes(lin.membership(), {class_1}), "放学提醒");
  request.mutable_header()->set_client_id(new_client_id());
  ASSERT_TRUE(lin.ask(frame_of(request)).send_result().has_stored());
  const auto began = std::chrono::steady_clock::now();
  for (auto& guardian : guardians) guardian.acknowledge(guardian.next_batch().events(0).seq());

  int updates = 0;
  std::uint32_t delivered = 0;
  while (delivered < families) {
    const auto frame = lin.next_pushed();
    if (!frame.has_receipt_update()) continue;
    ++updates;
    EXPECT_GE(frame.receipt_update().summary().delivered(), delivered) << "receipts go back";
    delivered = frame.receipt_update().summary().delivered();
  }
  const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  EXPECT_LE(updates, static_cast<int>(seconds) + 2) << "in " << seconds << " s";
  EXPECT_GE(updates, 1);
}

}  // namespace
}  // namespace jiaxin::stage
