#include "storage/sqlite.hpp"
#include "support.hpp"

namespace jiaxin::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

class Answers : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    school_ = found_small_school();
    mother_ = {school_, member(school_, "p-mu")};
    father_ = {school_, member(school_, "p-fu")};
    ming_ = child(school_, "k-ming");
    hong_ = child(school_, "k-hong");
  }

  NewMessage form(std::uint64_t id) {
    auto message = notice(school_, id);
    message.asked = Asked::consent;
    message.deadline = at_ms(10'000);
    message.form_version = 3;
    message.text_sha256 = bytes_of(77);
    return message;
  }
  NewMessage slip(std::uint64_t id) {
    auto message = notice(school_, id);
    message.asked = Asked::slip;
    message.slip_options = 3;
    message.comment_allowed = true;
    return message;
  }
  MessageId opened(const NewMessage& message) {
    const auto id = stored(message);
    read(mother_, id, at_ms(4000));
    read(father_, id, at_ms(4100));
    return id;
  }

  NewAnswer signed_by(MemberKey signer, std::uint64_t id, MessageId message, Choice choice) {
    return {.signer = signer,
            .signer_name = signer == mother_ ? "母" : "父",
            .relation = signer == mother_ ? "母亲" : "父亲",
            .client_id = client_id(id),
            .content_hash = bytes_of(1000 + id),
            .message = message,
            .child = ming_,
            .given = {.choice = choice, .form_version = 3, .text_sha256 = bytes_of(77)},
            .device = {5},
            .at = at_ms(5000)};
  }
  NewAnswer slip_by(MemberKey signer, std::uint64_t id, MessageId message, std::uint32_t option) {
    auto answer = signed_by(signer, id, message, Choice::slip);
    answer.given.slip_option = option;
    return answer;
  }
  AnswerRuling ruling(const NewAnswer& answer) { return std::get<AnswerRuling>(give(answer).value().outcome); }
  AnswerId accepted(const NewAnswer& answer) { return std::get<AnswerStored>(give(answer).value().outcome).id; }
  std::vector<AnswerRow> answers(MessageId message, ChildId of) {
    return answer_of<std::vector<AnswerRow>>([&](auto done) { store_->answers_for_child(school_, message, of, done); })
        .value();
  }

  SchoolId school_;
  MemberKey mother_, father_;
  ChildId ming_, hong_;
};

TEST_F(Answers, AConsentIsKeptWithItsEvidenceAndToldToTheGuardians) {
  const auto form_id = opened(form(1));
  const auto given = give(signed_by(mother_, 1, form_id, Choice::agree)).value();
  const auto& stored = std::get<AnswerStored>(given.outcome);
  EXPECT_EQ(stored.opened_at, at_ms(4000));
  EXPECT_EQ(stored.decided_at, at_ms(5000));
  EXPECT_EQ(given.message_sender, member(school_, "t-wang"));
  ASSERT_TRUE(given.published);
  EXPECT_THAT(given.published->deliveries, SizeIs(2));
  EXPECT_EQ(std::get<AnswerNotice>(given.published->body).relation, "母亲");

  const auto page = log(father_);
  EXPECT_THAT(seqs(page), ElementsAre(1u, 2u));
  const auto& heard = std::get<AnswerNotice>(page.entries[1].body);
  EXPECT_EQ(heard.id, stored.id);
  EXPECT_EQ(heard.child, ming_);
  EXPECT_EQ(heard.signer, mother_.member);
  EXPECT_EQ(heard.signer_name, "母");
  EXPECT_EQ(heard.choice, Choice::agree);
  EXPECT_EQ(heard.decided_at, at_ms(5000));
  EXPECT_EQ(page.entries[1].message, form_id);
  EXPECT_EQ(log({school_, member(school_, "t-wang")}).head.value, 1u) << "the sender's log is not flooded";

  const auto kept = answers(form_id, ming_);
  ASSERT_THAT(kept, SizeIs(1));
  EXPECT_EQ(kept[0].given.form_version, 3u);
  EXPECT_EQ(kept[0].given.text_sha256, bytes_of(77));
  EXPECT_EQ(kept[0].device.value, 5u);
  EXPECT_EQ(kept[0].signer_name, "母");
  EXPECT_EQ(kept[0].opened_at, at_ms(4000));
}

TEST_F(Answers, TheSameAnswerAgainGivesTheFirstResultAndAnotherIsAConflict) {
  const auto form_id = opened(form(1));
  const auto answer = signed_by(mother_, 1, form_id, Choice::agree);
  const auto id = accepted(answer);
  auto later = answer;
  later.at = at_ms(99'000);
  const auto again = give(later).value();
  EXPECT_EQ(std::get<AnswerStored>(again.outcome).id, id);
  EXPECT_EQ(std::get<AnswerStored>(again.outcome).decided_at, at_ms(5000));
  EXPECT_EQ(again.message_sender, member(school_, "t-wang"));
  EXPECT_FALSE(again.published);
  auto other = signed_by(mother_, 1, form_id, Choice::decline);
  other.content_hash = bytes_of(2);
  EXPECT_TRUE(std::holds_alternative<ClientIdConflict>(give(other).value().outcome));
  EXPECT_THAT(answers(form_id, ming_), SizeIs(1));
}

TEST_F(Answers, AnEarlierAnswerIsFoundByItsClientId) {
  const auto form_id = opened(form(1));
  const auto given = signed_by(mother_, 1, form_id, Choice::agree);
  const auto earlier = [&](MemberKey signer, std::uint64_t id, std::uint64_t hash) {
    return answer_of<std::optional<AnswerCommitted>>(
               [&](auto done) { store_->earlier_answer(signer, client_id(id), bytes_of(hash), done); })
        .value();
  };
  EXPECT_FALSE(earlier(mother_, 1, 1001));
  const auto id = accepted(given);
  const auto found = earlier(mother_, 1, 1001);
  ASSERT_TRUE(found);
  EXPECT_EQ(std::get<AnswerStored>(found->outcome).id, id);
  EXPECT_EQ(std::get<AnswerStored>(found->outcome).decided_at, at_ms(5000));
  EXPECT_FALSE(found->published);
  EXPECT_TRUE(std::holds_alternative<ClientIdConflict>(earlier(mother_, 1, 2)->outcome));
  EXPECT_FALSE(earlier(father_, 1, 1001));
}

TEST_F(Answers, EveryRulingIsMadeFromWhatIsStored) {
  const auto form_id = stored(form(1));
  EXPECT_EQ(ruling(signed_by(mother_, 1, form_id, Choice::agree)), AnswerRuling::not_opened);
  read(mother_, form_id, at_ms(4000));
  auto answer = signed_by(mother_, 1, form_id, Choice::agree);
  answer.at = at_ms(10'001);
  EXPECT_EQ(ruling(answer), AnswerRuling::closed);
  answer = signed_by(mother_, 1, form_id, Choice::agree);
  answer.given.form_version = 2;
  EXPECT_EQ(ruling(answer), AnswerRuling::other_text);
  answer.given.form_version = 3;
  answer.given.text_sha256 = bytes_of(78);
  EXPECT_EQ(ruling(answer), AnswerRuling::other_text);
  EXPECT_EQ(ruling(slip_by(mother_, 1, form_id, 0)), AnswerRuling::not_asked);
  answer = signed_by(mother_, 1, form_id, Choice::agree);
  answer.given.predecessor = {9};
  EXPECT_EQ(ruling(answer), AnswerRuling::stale_predecessor);
  answer.child = child(school_, "k-wang");
  EXPECT_EQ(ruling(answer), AnswerRuling::not_found);
  answer = signed_by(father_, 1, form_id, Choice::agree);
  answer.child = hong_;
  EXPECT_EQ(ruling(answer), AnswerRuling::not_found) << "he was not written to about her";

  auto slip_message = slip(2);
  slip_message.comment_allowed = false;
  const auto slip_id = opened(slip_message);
  EXPECT_EQ(ruling(slip_by(mother_, 2, slip_id, 3)), AnswerRuling::no_such_option);
  answer = slip_by(mother_, 2, slip_id, 0);
  answer.given.comment = "好";
  EXPECT_EQ(ruling(answer), AnswerRuling::comment_not_allowed);
  EXPECT_EQ(ruling(signed_by(mother_, 3, opened(notice(school_, 3)), Choice::agree)), AnswerRuling::not_asked);
  EXPECT_TRUE(answers(form_id, ming_).empty());
}

TEST_F(Answers, AHeldFormCannotBeAnswered) {
  auto held = form(1);
  held.item = handlers::ItemSerialiser::make("held", Verdict::hold);
  const auto id = std::get<MessageHeld>(send(held).value().outcome).id;
  EXPECT_EQ(ruling(signed_by(mother_, 1, id, Choice::agree)), AnswerRuling::not_found);
}

TEST_F(Answers, AChangeOfMindPointsBackAndBothStand) {
  const auto form_id = opened(form(1));
  const auto first = accepted(signed_by(mother_, 1, form_id, Choice::agree));
  EXPECT_EQ(ruling(signed_by(mother_, 2, form_id, Choice::decline)), AnswerRuling::stale_predecessor);
  auto change = signed_by(mother_, 2, form_id, Choice::decline);
  change.given.predecessor = first;
  change.at = at_ms(6000);
  const auto second = accepted(change);
  const auto kept = answers(form_id, ming_);
  ASSERT_THAT(kept, SizeIs(2));
  EXPECT_EQ(kept[0].id, first);
  EXPECT_FALSE(kept[0].predecessor);
  EXPECT_EQ(kept[1].id, second);
  EXPECT_EQ(kept[1].predecessor, first);
  const auto row = receipts(school_, form_id).at(0);
  EXPECT_EQ(row.answered_at, at_ms(6000));
  EXPECT_EQ(row.choice, Choice::decline);
  EXPECT_EQ(summary(school_, form_id).declined, 1u);
  EXPECT_EQ(summary(school_, form_id).answered, 1u);
}

TEST_F(Answers, TwoGuardiansWhoDisagreeBothStand) {
  const auto form_id = opened(form(1));
  accepted(signed_by(mother_, 1, form_id, Choice::agree));
  EXPECT_EQ(summary(school_, form_id).agreed, 1u);
  accepted(signed_by(father_, 2, form_id, Choice::decline));
  const auto counts = summary(school_, form_id);
  EXPECT_EQ(counts.children, 2u);
  EXPECT_EQ(counts.disagree, 1u);
  EXPECT_EQ(counts.unanswered, 1u) << "小红";
  EXPECT_EQ(counts.agreed + counts.declined, 0u);
  EXPECT_EQ(counts.answered, 2u);
}

TEST_F(Answers, SlipsAreCountedByOptionAndCommentsGoToTheSenderAlone) {
  const auto slip_id = opened(slip(1));
  auto answer = slip_by(mother_, 1, slip_id, 2);
  answer.given.comment = "自己接";
  accepted(answer);
  EXPECT_THAT(summary(school_, slip_id).slip_counts, ElementsAre(0u, 0u, 1u));
  const auto row = receipts(school_, slip_id).at(0);
  EXPECT_EQ(row.comment, "自己接");
  EXPECT_EQ(row.choice, Choice::slip);
  EXPECT_EQ(row.slip_option, 2u);
}

TEST_F(Answers, WhoIsNoLongerTheGuardianHearsNoMore) {
  const auto form_id = opened(form(1));
  auto roster = small_roster();
  roster.people[2].children.clear();  // 父
  apply(school_, roster);
  const auto given = give(signed_by(mother_, 1, form_id, Choice::agree)).value();
  ASSERT_THAT(given.published->deliveries, SizeIs(1));
  EXPECT_EQ(given.published->deliveries[0].member, mother_);
}

TEST_F(Answers, NoStatementCanChangeOrDeleteAnAnswer) {
  accepted(signed_by(mother_, 1, opened(form(1)), Choice::agree));
  store_->stop();
  Connection db(file(), Connection::Mode::read_write);
  EXPECT_THROW(db.run("UPDATE answers SET choice = 1"), SqlError);
  EXPECT_THROW(db.run("DELETE FROM answers"), SqlError);
  EXPECT_EQ(db.value<int>("SELECT choice FROM answers"), 0);
}

}  // namespace
}  // namespace jiaxin::storage
