#include "delivery/event_encoding.hpp"

#include "delivery/review_encoding.hpp"
#include "jiaxin/v1/inbox.pb.h"

namespace jiaxin::delivery {
namespace {

// At most what numbers and lengths add.
constexpr std::size_t head_bytes = 32;        // of a frame
constexpr std::size_t event_head_bytes = 48;  // of each event in it

std::string encode(const ports::AnswerNotice& notice) {
  v1::AnswerRecorded answer;
  answer.set_answer_id(notice.id.value);
  answer.set_child_id(notice.child.value);
  answer.set_member_id(notice.signer.value);
  answer.set_name(notice.signer_name);
  answer.set_relation(notice.relation);
  switch (notice.choice) {
    case domain::Choice::agree: answer.set_choice(v1::CHOICE_AGREE); break;
    case domain::Choice::decline: answer.set_choice(v1::CHOICE_DECLINE); break;
    case domain::Choice::slip: answer.set_choice(v1::CHOICE_SLIP); break;
  }
  answer.set_slip_option(notice.slip_option);
  answer.set_decided_at_ms(notice.decided_at.time_since_epoch().count());
  return answer.SerializeAsString();
}

codec::EventParts parts_of(const ports::LogEntry& entry, const EncodedBody& body) {
  return {entry.seq.value, entry.message.value, entry.at.time_since_epoch().count(),
          entry.children,  body.kind(),         *body.bytes()};
}

}  // namespace

EncodedBody::EncodedBody(const ports::EventBody& body) {
  if (const auto* item = std::get_if<ports::StoredCleared>(&body)) {
    kind_ = codec::EventBodyKind::item;
    bytes_ = item->shared_bytes();
  } else if (const auto* review = std::get_if<ports::ReviewNotice>(&body)) {
    kind_ = kind_of(*review);
    bytes_ = std::make_shared<const std::string>(delivery::encode(*review));
  } else {
    kind_ = codec::EventBodyKind::answer;
    bytes_ = std::make_shared<const std::string>(encode(std::get<ports::AnswerNotice>(body)));
  }
}

OutFrame live_frame(const ports::Delivery& to, const ports::Published& event, const EncodedBody& body) {
  const codec::LogPosition log{to.member.school.value, to.member.member.value, to.epoch.value};
  const codec::EventParts parts{to.seq.value, event.message.value, event.at.time_since_epoch().count(),
                                to.children,  body.kind(),         *body.bytes()};
  if (const auto head = codec::event_frame_head(log, parts)) return {*head, body.bytes()};
  return OutFrame(codec::event_batch_frame(log, {parts}));
}

std::vector<OutFrame> page_frames(domain::MemberKey member, const ports::LogPage& page) {
  const codec::LogPosition log{member.school.value, member.member.value, page.epoch.value};
  std::vector<OutFrame> frames;
  std::vector<EncodedBody> bodies;
  std::vector<codec::EventParts> batch;
  std::size_t batch_bytes = head_bytes;
  const auto flush = [&] {
    if (batch.empty()) return;
    frames.emplace_back(codec::event_batch_frame(log, batch));
    batch.clear();
    batch_bytes = head_bytes;
  };
  bodies.reserve(page.entries.size());
  for (const auto& entry : page.entries) {
    bodies.emplace_back(entry.body);
    const auto parts = parts_of(entry, bodies.back());
    const std::size_t size = event_head_bytes + parts.body.size() + parts.children.size();
    if (batch_bytes + size > max_batch_bytes) flush();
    batch.push_back(parts);
    batch_bytes += size;
  }
  flush();
  return frames;
}

}  // namespace jiaxin::delivery
