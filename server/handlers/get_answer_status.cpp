#include "handlers/get_answer_status.hpp"

#include <algorithm>
#include <set>

#include "domain/rights.hpp"
#include "handlers/wire_names.hpp"

namespace jiaxin::handlers {
namespace {

constexpr std::size_t max_record_bytes = 48 * 1024;

v1::AnswerRecord record_of(const ports::AnswerRow& row, bool his_own_or_to_sender) {
  v1::AnswerRecord record;
  record.set_answer_id(row.id.value);
  record.set_predecessor(row.predecessor.value);
  record.set_choice(to_wire(row.given.choice));
  record.set_slip_option(row.given.slip_option);
  if (his_own_or_to_sender) record.set_comment(row.given.comment);
  if (row.given.choice != domain::Choice::slip) {
    record.set_form_version(row.given.form_version);
    record.set_text_sha256(std::string(row.given.text_sha256.begin(), row.given.text_sha256.end()));
  }
  record.set_opened_at_ms(row.opened_at.time_since_epoch().count());
  record.set_decided_at_ms(row.decided_at.time_since_epoch().count());
  if (his_own_or_to_sender) record.set_device_session(row.device.value);
  record.set_relation(row.relation);
  return record;
}

std::vector<domain::LatestAnswer> latest_of(const std::vector<ports::AnswerRow>& rows) {
  std::vector<domain::LatestAnswer> latest;
  for (const auto& row : rows) {
    const domain::LatestAnswer answer{row.signer, row.given.choice, row.given.slip_option};
    const auto same =
        std::find_if(latest.begin(), latest.end(), [&](const auto& other) { return other.signer == row.signer; });
    if (same == latest.end()) latest.push_back(answer);
    else *same = answer;
  }
  return latest;
}

// Which rows are shown where all would not fit: everybody's latest, then the newest.
std::vector<bool> shown_of(const std::vector<ports::AnswerRow>& rows) {
  constexpr std::size_t besides_comment = 200;
  std::vector<bool> shown(rows.size());
  std::size_t bytes = 0;
  std::set<domain::MemberId> seen;
  const auto show = [&](std::size_t i) {
    shown[i] = true;
    bytes += besides_comment + rows[i].given.comment.size();
  };
  for (std::size_t i = rows.size(); i-- > 0;)
    if (seen.insert(rows[i].signer).second) show(i);
  for (std::size_t i = rows.size(); i-- > 0 && bytes < max_record_bytes;)
    if (!shown[i]) show(i);
  return shown;
}

struct Lookup : std::enable_shared_from_this<Lookup> {
  Lookup(const Services& s, Actor a, domain::MessageId m, domain::ChildId c, Reply r)
      : services(s), actor(std::move(a)), message(m), child(c), reply(std::move(r)) {}

  void start() {
    services.messages.message_facts(actor.key.school, message,
                                    [self = shared_from_this()](auto found) { self->take_facts(found); });
  }

  void take_facts(const std::optional<std::optional<ports::MessageFacts>>& found) {
    if (!found) return reply_error(reply, v1::ERROR_CODE_UNAVAILABLE);
    if (!*found) return not_found();
    facts = **found;
    if (!is_sender() && !domain::may_for_child(*actor.member, domain::Action::see_answers, child)) return not_found();
    look_for_receipt(0);
  }

  bool is_sender() const { return facts.sender == actor.key.member; }

  // Which of the child's guardians the item was sent to about this child.
  void look_for_receipt(std::size_t index) {
    const auto* info = actor.school->find(child);
    if (!info || index == info->guardians.size()) return look_for_answers();
    const auto guardian = info->guardians[index].member;
    services.messages.receipt_rows(
        actor.key.school, message, guardian, domain::ChildId{child.value - 1}, 1,
        [self = shared_from_this(), index, guardian](const std::optional<std::vector<ports::ReceiptRow>>& rows) {
          if (!rows) return reply_error(self->reply, v1::ERROR_CODE_UNAVAILABLE);
          const bool his = !rows->empty() && rows->front().guardian == guardian && rows->front().child == self->child;
          if (his) self->addressed.insert(guardian);
          self->look_for_receipt(index + 1);
        });
  }

  void look_for_answers() {
    const bool concerned = is_sender() || addressed.count(actor.key.member) > 0 ||
                           domain::may_for_child(*actor.member, domain::Action::answer, child);
    if (!concerned) return not_found();
    services.messages.answers_for_child(actor.key.school, message, child,
                                        [self = shared_from_this()](auto rows) { self->take_rows(rows); });
  }

  void not_found() const {
    reply_error(reply, v1::ERROR_CODE_NOT_FOUND, "没有发给您和这名学生的这份内容。",
                "No such item was sent to you about this child.");
  }

  void take_rows(const std::optional<std::vector<ports::AnswerRow>>& rows) const {
    if (!rows) return reply_error(reply, v1::ERROR_CODE_UNAVAILABLE);
    if (addressed.empty() && rows->empty()) return not_found();
    v1::ServerFrame frame;
    auto& status = *frame.mutable_answer_status();
    add_guardians(status);
    const auto shown = shown_of(*rows);
    for (std::size_t i = 0; i < rows->size(); ++i)
      if (shown[i]) add_record(status, (*rows)[i]);
    status.set_guardians_disagree(domain::outcome_for_child(latest_of(*rows)).state ==
                                  domain::ChildState::guardians_disagree);
    status.set_closed(facts.deadline && services.clock.now() > *facts.deadline);
    reply(std::move(frame));
  }

  void add_guardians(v1::AnswerStatus& status) const {
    const auto* info = actor.school->find(child);
    if (!info) return;
    for (const auto& edge : info->guardians) {
      auto& signer = *status.add_signers();
      signer.set_member_id(edge.member.value);
      signer.set_name(actor.school->find(edge.member)->name);
      signer.set_relation(edge.relation);
      signer.set_may_sign(edge.may_sign && addressed.count(edge.member) > 0);
    }
  }

  void add_record(v1::AnswerStatus& status, const ports::AnswerRow& row) const {
    auto& signers = *status.mutable_signers();
    auto signer = std::find_if(signers.begin(), signers.end(),
                               [&](const auto& known) { return known.member_id() == row.signer.value; });
    const bool visible = is_sender() || row.signer == actor.key.member;
    if (signer != signers.end()) {
      *signer->add_records() = record_of(row, visible);
      return;
    }
    auto& left = *status.add_signers();  // is no guardian of the child any more
    left.set_member_id(row.signer.value);
    const auto* known = actor.school->find(row.signer);
    left.set_name(known ? known->name : row.signer_name);
    left.set_relation(row.relation);
    *left.add_records() = record_of(row, visible);
  }

  const Services& services;
  Actor actor;
  domain::MessageId message;
  domain::ChildId child;
  Reply reply;
  ports::MessageFacts facts;
  std::set<domain::MemberId> addressed;
};

}  // namespace

void get_answer_status(const Services& services, const Caller& caller, const v1::GetAnswerStatus& request,
                       Reply reply) {
  auto actor = actor_of(services, caller, request.member());
  if (const auto* error = std::get_if<v1::Error>(&actor)) return reply_error(reply, *error);
  std::make_shared<Lookup>(services, std::move(std::get<Actor>(actor)), domain::MessageId{request.message_id()},
                           domain::ChildId{request.child_id()}, std::move(reply))
      ->start();
}

}  // namespace jiaxin::handlers
