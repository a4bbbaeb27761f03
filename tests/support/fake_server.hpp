// Everything that a handler or a conversation needs, with one core; only the policy filter is the real one.
#pragma once

#include <gtest/gtest.h>

#include "delivery/receipt_reporter.hpp"
#include "handlers/caller.hpp"
#include "support/fake_clock.hpp"
#include "support/fake_core.hpp"
#include "support/fake_credentials.hpp"
#include "support/fake_identity_store.hpp"
#include "support/fake_message_store.hpp"
#include "support/fake_outlet.hpp"
#include "support/fake_school_store.hpp"
#include "support/unavailable_reviews.hpp"

namespace jiaxin::fake {

inline std::shared_ptr<const policy::Filter> shared_filter() {
  static const auto filter = std::make_shared<const policy::Filter>();
  return filter;
}

struct FakeServer {
  FakeCore core;
  FakeMessageStore messages;
  FakeIdentityStore identities{messages};
  FakeSchoolStore schools;
  FakeClock clock;
  FakeSecrets secrets;
  FakeHasher passwords;
  FakeBackground background;
  delivery::Hub hub{core, messages};
  delivery::FanOut fan_out;
  delivery::ReceiptReporter receipts{core, messages, fan_out};
  handlers::GuessLimiter guesses;
  handlers::RecentSends recent_sends;
  UnavailableReviews reviews;
  policy::FilterHolder filters{shared_filter()};
  handlers::Services services{messages,  identities, schools, reviews,  filters, std::chrono::days(30), clock, secrets,
                              passwords, background, fan_out, receipts, guesses, recent_sends};

  FakeServer() { fan_out.add(core, hub); }
  FakeServer(const FakeServer&) = delete;
  FakeServer& operator=(const FakeServer&) = delete;
};

// Where one request's answer arrives: exactly one must.
class ReplyBox {
 public:
  handlers::Reply reply() {
    return [frames = frames_](v1::ServerFrame frame) { frames->push_back(std::move(frame)); };
  }
  std::size_t count() const { return frames_->size(); }
  v1::ServerFrame frame() const {
    EXPECT_EQ(frames_->size(), 1U) << "a request has exactly one answer";
    return frames_->empty() ? v1::ServerFrame{} : frames_->front();
  }
  v1::Error error() const {
    const auto answer = frame();
    EXPECT_TRUE(answer.has_error()) << answer.ShortDebugString();
    return answer.error();
  }

 private:
  std::shared_ptr<std::vector<v1::ServerFrame>> frames_ = std::make_shared<std::vector<v1::ServerFrame>>();
};

inline handlers::Caller caller(domain::MemberId member) {
  return {.identity = {member.value + 1000U}, .device = {member.value + 5000U}, .memberships = {key(member)}};
}

inline void name(v1::MemberRef& ref, domain::MemberId member) {
  ref.set_school_id(school_id.value);
  ref.set_member_id(member.value);
}

inline std::string client_id(unsigned number) {
  auto id = std::to_string(number);
  id.resize(16, '#');
  return id;
}

}  // namespace jiaxin::fake
