// Messages, logs and receipts in memory, with the promises of the real store.
#pragma once

#include <algorithm>
#include <map>
#include <set>

#include "domain/answer_rules.hpp"
#include "ports/message_store.hpp"
#include "support/fake_answers.hpp"
#include "support/fake_cleared_row.hpp"

namespace jiaxin::fake {

class FakeMessageStore final : public ports::MessageStore {
 public:
  struct Log {
    domain::Epoch epoch{77};
    std::vector<ports::LogEntry> entries;
    domain::Seq head() const { return {entries.size()}; }
  };
  struct Receipt {
    std::optional<domain::TimePoint> delivered_at, read_at, answered_at;
    domain::AnswerId answer;
  };
  struct Message {
    ports::NewMessage sent;
    domain::MessageId id;
    std::map<std::pair<domain::MemberId, domain::ChildId>, Receipt> receipts;
    bool is_blocked() const { return std::holds_alternative<ports::BlockedItem>(sent.item); }
    bool is_deliverable() const {
      const auto* item = std::get_if<ports::SerialisedItem>(&sent.item);
      return item && item->verdict() == ports::Verdict::allow;
    }
  };
  struct Ack {
    domain::MemberKey member;
    domain::DeviceSessionId device;
    domain::Seq seq;
  };

  Answers answers;
  bool break_pages = false;  // pages miss their first entry

  // For the test to look at and to prepare.
  const std::vector<Message>& messages() const { return messages_; }
  const std::vector<ports::NewAnswer>& given() const { return given_; }
  const std::vector<Ack>& acks() const { return acks_; }
  Log& log(domain::MemberKey member) { return logs_[member]; }
  std::size_t pages_read() const { return pages_read_; }

  // An item appears in these logs, as if somebody had sent it.
  ports::Published append(std::vector<domain::MemberKey> members, const std::string& item_bytes,
                          const std::string& children = {}) {
    std::sort(members.begin(), members.end());
    ports::Published event{{++last_message_}, at_, storage::ClearedRow::of(item_bytes), {}};
    for (const auto member : members) event.deliveries.push_back(put(member, event, children));
    return event;
  }
  ports::Published append(std::vector<domain::MemberKey> members, const ports::AnswerNotice& notice) {
    std::sort(members.begin(), members.end());
    ports::Published event{{++last_message_}, at_, notice, {}};
    for (const auto member : members) event.deliveries.push_back(put(member, event, {}));
    return event;
  }
  // A row of somebody's answer without the ceremony of giving it.
  void put_answer(domain::MessageId message, ports::NewAnswer answer) {
    answer.message = message;
    store_answer(answer, answer.at);
  }

  void send(ports::NewMessage message, ports::Done<ports::SendCommitted> done) override {
    answers.write<ports::SendCommitted>([this, message = std::move(message)] { return store(message); },
                                        std::move(done));
  }
  void earlier_send(domain::MemberKey sender, ports::ClientId client_id, domain::Sha256 content_hash,
                    ports::Done<std::optional<ports::SendCommitted>> done) override {
    answers.write<std::optional<ports::SendCommitted>>([=, this] { return earlier(sender, client_id, content_hash); },
                                                       std::move(done));
  }
  void answer(ports::NewAnswer answer, ports::Done<ports::AnswerCommitted> done) override {
    answers.write<ports::AnswerCommitted>([this, answer = std::move(answer)] { return store(answer); },
                                          std::move(done));
  }
  void earlier_answer(domain::MemberKey signer, ports::ClientId client_id, domain::Sha256 content_hash,
                      ports::Done<std::optional<ports::AnswerCommitted>> done) override {
    answers.write<std::optional<ports::AnswerCommitted>>(
        [=, this] { return earlier_given(signer, client_id, content_hash); }, std::move(done));
  }
  void mark_read(domain::MemberKey member, domain::MessageId message, domain::TimePoint at,
                 ports::Done<ports::ReadCommitted> done) override {
    answers.write<ports::ReadCommitted>([=, this] { return read(member, message, at); }, std::move(done));
  }
  void acknowledge(domain::MemberKey member, domain::DeviceSessionId device, domain::Seq seq, domain::TimePoint at,
                   ports::Done<std::vector<ports::ReceiptChange>> done) override {
    answers.write<std::vector<ports::ReceiptChange>>([=, this] { return keep(member, device, seq, at); },
                                                     std::move(done));
  }
  void read_log(domain::MemberKey member, domain::Seq after, std::size_t max_events, std::size_t max_bytes,
                ports::Done<ports::LogPage> done) override {
    answers.read<ports::LogPage>([=, this] { return page(member, after, max_events, max_bytes); }, std::move(done));
  }
  void message_facts(domain::SchoolId school, domain::MessageId message,
                     ports::Done<std::optional<ports::MessageFacts>> done) override {
    answers.read<std::optional<ports::MessageFacts>>([=, this] { return facts(school, message); }, std::move(done));
  }
  void receipt_summary(domain::SchoolId school, domain::MessageId message,
                       ports::Done<ports::ReceiptSummary> done) override {
    answers.read<ports::ReceiptSummary>([=, this] { return summary(school, message); }, std::move(done));
  }
  void receipt_rows(domain::SchoolId school, domain::MessageId message, domain::MemberId after_guardian,
                    domain::ChildId after_child, std::size_t max_rows,
                    ports::Done<std::vector<ports::ReceiptRow>> done) override {
    answers.read<std::vector<ports::ReceiptRow>>(
        [=, this] {
          return rows(school, message, {after_guardian, after_child}, max_rows);
        },
        std::move(done));
  }
  void answers_for_child(domain::SchoolId school, domain::MessageId message, domain::ChildId child,
                         ports::Done<std::vector<ports::AnswerRow>> done) override {
    answers.read<std::vector<ports::AnswerRow>>([=, this] { return answer_rows(school, message, child); },
                                                std::move(done));
  }

 private:
  using Place = std::pair<domain::MemberId, domain::ChildId>;

  ports::Delivery put(domain::MemberKey member, const ports::Published& event, const std::string& children) {
    auto& to = logs_[member];
    const domain::Seq seq{to.entries.size() + 1};
    to.entries.push_back({seq, event.message, event.at, children, event.body});
    return {member, to.epoch, seq, children};
  }

  const Message* find(domain::SchoolId school, domain::MessageId id) const {
    const auto found = std::find_if(messages_.begin(), messages_.end(), [&](const Message& message) {
      return message.id == id && message.sent.sender.school == school;
    });
    return found == messages_.end() ? nullptr : &*found;
  }
  Message* find(domain::SchoolId school, domain::MessageId id) {
    return const_cast<Message*>(std::as_const(*this).find(school, id));
  }

  static decltype(ports::SendCommitted::outcome) outcome_of(const Message& message) {
    if (message.is_blocked()) return ports::MessageBlocked{message.id, message.sent.findings};
    if (!message.is_deliverable()) return ports::MessageHeld{message.id, message.sent.at, message.sent.findings};
    std::set<domain::ChildId> children;
    for (const auto& to : message.sent.addressees) children.insert(to.children.begin(), to.children.end());
    return ports::MessageStored{message.id, message.sent.at, static_cast<std::uint32_t>(message.sent.addressees.size()),
                                static_cast<std::uint32_t>(children.size())};
  }

  std::optional<ports::SendCommitted> earlier(domain::MemberKey sender, const ports::ClientId& client_id,
                                              const domain::Sha256& content_hash) const {
    for (const auto& message : messages_) {
      if (message.sent.sender != sender || message.sent.client_id != client_id) continue;
      if (message.sent.content_hash != content_hash) return ports::SendCommitted{ports::ClientIdConflict{}, {}};
      return ports::SendCommitted{outcome_of(message), {}};
    }
    return std::nullopt;
  }

  ports::SendCommitted store(const ports::NewMessage& sent) {
    if (auto known = earlier(sent.sender, sent.client_id, sent.content_hash)) return *known;
    messages_.push_back({sent, {++last_message_}, {}});
    auto& message = messages_.back();
    ports::SendCommitted committed{outcome_of(message), {}};
    if (!message.is_deliverable()) return committed;
    const auto body = storage::ClearedRow::of(std::get<ports::SerialisedItem>(sent.item).bytes());
    ports::Published event{message.id, sent.at, body, {}};
    std::map<domain::MemberId, std::string> log_of{{sent.sender.member, ""}};
    for (const auto& to : sent.addressees) {
      log_of[to.member] = to.children_bytes;
      for (const auto child : to.children) message.receipts[{to.member, child}];
    }
    for (const auto& [member, children] : log_of)
      event.deliveries.push_back(put({sent.sender.school, member}, event, children));
    committed.published = std::move(event);
    return committed;
  }

  domain::AnswerFacts facts_for(const ports::NewAnswer& answer, const Message* message) const {
    domain::AnswerFacts facts;
    if (!message || !message->is_deliverable()) return facts;
    const auto row = message->receipts.find({answer.signer.member, answer.child});
    if (row == message->receipts.end()) return facts;
    const auto& sent = message->sent;
    return {true,
            sent.asked,
            sent.deadline,
            sent.slip_options,
            sent.comment_allowed,
            sent.form_version,
            sent.text_sha256,
            row->second.read_at,
            row->second.answer};
  }

  std::optional<ports::AnswerCommitted> earlier_given(domain::MemberKey signer, const ports::ClientId& client_id,
                                                      const domain::Sha256& content_hash) const {
    for (std::size_t i = 0; i < given_.size(); ++i) {
      const auto& earlier = given_[i];
      if (earlier.signer != signer || earlier.client_id != client_id) continue;
      if (earlier.content_hash != content_hash) return ports::AnswerCommitted{ports::ClientIdConflict{}, {}, {}};
      return ports::AnswerCommitted{ports::AnswerStored{{i + 1}, opened_[i], earlier.at},
                                    {},
                                    find(signer.school, earlier.message)->sent.sender.member};
    }
    return std::nullopt;
  }

  ports::AnswerCommitted store(const ports::NewAnswer& answer) {
    if (auto known = earlier_given(answer.signer, answer.client_id, answer.content_hash)) return *known;
    const auto* message = find(answer.signer.school, answer.message);
    const auto known = facts_for(answer, message);
    const auto ruling = domain::rule_on(known, answer.given, answer.at);
    if (ruling != domain::AnswerRuling::accepted) return {ruling, {}, {}};
    const auto id = store_answer(answer, *known.opened_at);
    return {ports::AnswerStored{id, *known.opened_at, answer.at}, publish(answer, id, *message),
            message->sent.sender.member};
  }

  domain::AnswerId store_answer(const ports::NewAnswer& answer, domain::TimePoint opened_at) {
    given_.push_back(answer);
    opened_.push_back(opened_at);
    const domain::AnswerId id{given_.size()};
    auto& row = find(answer.signer.school, answer.message)->receipts[{answer.signer.member, answer.child}];
    row.answered_at = answer.at;
    row.answer = id;
    return id;
  }

  ports::Published publish(const ports::NewAnswer& answer, domain::AnswerId id, const Message& message) {
    const ports::AnswerNotice notice{id,
                                     answer.child,
                                     answer.signer.member,
                                     answer.signer_name,
                                     answer.relation,
                                     answer.given.choice,
                                     answer.given.slip_option,
                                     answer.at};
    ports::Published event{message.id, answer.at, notice, {}};
    for (const auto& [place, row] : message.receipts)
      if (place.second == answer.child) event.deliveries.push_back(put({answer.signer.school, place.first}, event, {}));
    return event;
  }

  ports::ReadCommitted read(domain::MemberKey member, domain::MessageId id, domain::TimePoint at) {
    auto* message = find(member.school, id);
    if (!message || !message->is_deliverable()) return {};
    std::optional<domain::TimePoint> first;
    bool addressed = false, changed = false;
    for (auto& [place, row] : message->receipts) {
      if (place.first != member.member) continue;
      addressed = true;
      changed |= !row.read_at;
      if (!row.delivered_at) row.delivered_at = at;
      if (!row.read_at) row.read_at = at;
      first = first ? std::min(*first, *row.read_at) : *row.read_at;
    }
    if (!addressed) return {message->sent.sender == member ? std::optional(at) : std::nullopt, {}};
    if (!changed) return {first, {}};
    return {first, ports::ReceiptChange{member.school, id, message->sent.sender.member}};
  }

  std::vector<ports::ReceiptChange> keep(domain::MemberKey member, domain::DeviceSessionId device, domain::Seq seq,
                                         domain::TimePoint at) {
    acks_.push_back({member, device, seq});
    std::vector<ports::ReceiptChange> changes;
    const auto& entries = logs_[member].entries;
    for (const auto& entry : entries) {
      auto* message = find(member.school, entry.message);
      if (entry.seq > seq || !message || std::holds_alternative<ports::AnswerNotice>(entry.body)) continue;
      bool changed = false;
      for (auto& [place, row] : message->receipts) {
        if (place.first != member.member || row.delivered_at) continue;
        row.delivered_at = at;
        changed = true;
      }
      if (changed) changes.push_back({member.school, entry.message, message->sent.sender.member});
    }
    return changes;
  }

  ports::LogPage page(domain::MemberKey member, domain::Seq after, std::size_t max_events, std::size_t max_bytes) {
    ++pages_read_;
    const auto& from = logs_[member];
    ports::LogPage page{from.epoch, from.head(), {}};
    std::size_t bytes = 0;
    for (std::size_t i = std::min<std::size_t>(after.value, from.entries.size());
         i < from.entries.size() && page.entries.size() < max_events; ++i) {
      const auto& entry = from.entries[i];
      const auto* item = std::get_if<ports::StoredCleared>(&entry.body);
      bytes += entry.children.size() + (item ? item->bytes().size() : 32);
      if (!page.entries.empty() && bytes > max_bytes) break;
      page.entries.push_back(entry);
    }
    if (break_pages && !page.entries.empty()) page.entries.erase(page.entries.begin());
    return page;
  }

  std::optional<ports::MessageFacts> facts(domain::SchoolId school, domain::MessageId id) const {
    const auto* message = find(school, id);
    if (!message || message->is_blocked()) return std::nullopt;
    return ports::MessageFacts{message->sent.sender.member, message->sent.asked, message->sent.deadline};
  }

  ports::ReceiptSummary summary(domain::SchoolId school, domain::MessageId id) const {
    ports::ReceiptSummary counts{.message = id};
    const auto* message = find(school, id);
    if (!message) return counts;
    counts.slip_counts.resize(message->sent.slip_options);
    std::map<domain::ChildId, std::vector<domain::LatestAnswer>> latest;
    for (const auto& [place, row] : message->receipts) {
      ++counts.rows;
      counts.delivered += row.delivered_at.has_value();
      counts.read += row.read_at.has_value();
      counts.answered += row.answered_at.has_value();
      auto& of_child = latest[place.second];
      if (!row.answered_at) continue;
      const auto& given = given_.at(row.answer.value - 1).given;
      of_child.push_back({place.first, given.choice, given.slip_option});
    }
    for (const auto& [child, of_child] : latest) {
      ++counts.children;
      const auto outcome = domain::outcome_for_child(of_child);
      switch (outcome.state) {
        case domain::ChildState::unanswered: ++counts.unanswered; break;
        case domain::ChildState::agreed: ++counts.agreed; break;
        case domain::ChildState::declined: ++counts.declined; break;
        case domain::ChildState::guardians_disagree: ++counts.disagree; break;
        case domain::ChildState::slip: ++counts.slip_counts.at(outcome.slip_option); break;
      }
    }
    return counts;
  }

  std::vector<ports::ReceiptRow> rows(domain::SchoolId school, domain::MessageId id, Place after,
                                      std::size_t max_rows) const {
    std::vector<ports::ReceiptRow> found;
    const auto* message = find(school, id);
    if (!message) return found;
    for (auto at = message->receipts.upper_bound(after); at != message->receipts.end() && found.size() < max_rows;
         ++at) {
      const auto& [place, row] = *at;
      ports::ReceiptRow wide{place.first,      place.second, message->sent.at,
                             row.delivered_at, row.read_at,  row.answered_at};
      if (row.answered_at) {
        const auto& given = given_.at(row.answer.value - 1).given;
        wide.choice = given.choice;
        wide.slip_option = given.slip_option;
        wide.comment = given.comment;
      }
      found.push_back(std::move(wide));
    }
    return found;
  }

  std::vector<ports::AnswerRow> answer_rows(domain::SchoolId school, domain::MessageId id,
                                            domain::ChildId child) const {
    std::vector<ports::AnswerRow> found;
    for (std::size_t i = 0; i < given_.size(); ++i) {
      const auto& answer = given_[i];
      if (answer.signer.school != school || answer.message != id || answer.child != child) continue;
      found.push_back({{i + 1},
                       answer.given.predecessor,
                       answer.signer.member,
                       answer.signer_name,
                       answer.relation,
                       answer.given,
                       opened_[i],
                       answer.at,
                       answer.device});
    }
    return found;
  }

  domain::TimePoint at_{std::chrono::milliseconds(1'741'564'800'000)};
  std::map<domain::MemberKey, Log> logs_;
  std::vector<Message> messages_;
  std::vector<ports::NewAnswer> given_;
  std::vector<domain::TimePoint> opened_;
  std::vector<Ack> acks_;
  std::uint64_t last_message_ = 0;
  std::size_t pages_read_ = 0;
};

}  // namespace jiaxin::fake
