#include "person.hpp"

#include <algorithm>

namespace jiaxin::demo {

Person::Person(Bell& bell, Who who, std::filesystem::path state_file)
    : bell_(bell), who_(std::move(who)), state_file_(std::move(state_file)) {}

Person::~Person() { close_app(); }

client::Listener Person::listener() {
  client::Listener listener;
  listener.signed_in = [this](const v1::SignedIn&) { bell_.change([&] { ++sign_ins_; }); };
  listener.item_arrived = [this](const client::InboxEntry& entry) {
    const auto at = Clock::now();
    bell_.change([&] {
      arrivals_.push_back({entry, at});
      newest_seq_ = std::max(newest_seq_, entry.seq);
    });
  };
  listener.answer_recorded = [this](const client::AnswerArrived& answer) {
    bell_.change([&] {
      answers_.push_back(answer);
      newest_seq_ = std::max(newest_seq_, answer.seq);
    });
  };
  listener.receipts_changed = [this](const v1::ReceiptUpdate& update) {
    const auto at = Clock::now();
    bell_.change([&] { receipts_[update.summary().message_id()] = {update.summary(), at}; });
  };
  listener.settled = [this](const client::Settled& settled) {
    const auto at = Clock::now();
    bell_.change([&] { settled_.insert_or_assign(settled.client_id, Result{settled, at}); });
  };
  listener.trouble = [this](const client::Failure& failure) { bell_.change([&] { trouble_ = words_of(failure); }); };
  return listener;
}

void Person::open_app(const std::string& server, std::shared_ptr<client::Runtime> runtime) {
  client::Options options;
  options.server_url = server;
  options.state_file = state_file_;
  options.device_name = "demo";
  options.back_off.base = milliseconds{100};
  options.back_off.cap = milliseconds{1000};
  options.runtime = std::move(runtime);
  client_ = must(client::Client::open(std::move(options), listener()), name() + " opens the app");
  if (client_->has_token()) client_->start();
}

void Person::close_app() { client_.reset(); }

v1::Membership Person::membership() const {
  const auto all = client_->memberships();
  expect(all.size() == 1, name() + " has one membership");
  return all.front();
}

std::uint32_t Person::class_called(const std::string& title) const {
  const auto all = membership();
  for (const auto& known : all.may_send_to())
    if (known.title() == title) return known.class_id();
  throw DayFailed(name() + " may write to " + title);
}

int Person::sign_ins() const {
  return bell_.read([&] { return sign_ins_; });
}

void Person::wait_sign_in_after(int sign_ins) {
  const bool came = bell_.wait(patience, [&] { return sign_ins_ > sign_ins; });
  const auto trouble = bell_.read([&] { return trouble_; });
  expect(came, name() + "'s phone connects by itself" + (trouble.empty() ? "" : " (" + trouble + ")"));
}

Arrival Person::wait_arrival(std::uint64_t message_id) {
  Arrival found;
  expect(bell_.wait(patience,
                    [&] {
                      const auto same = [&](const Arrival& arrival) { return arrival.entry.message_id == message_id; };
                      const auto at = std::find_if(arrivals_.begin(), arrivals_.end(), same);
                      if (at == arrivals_.end()) return false;
                      found = *at;
                      return true;
                    }),
         name() + " receives item " + std::to_string(message_id));
  return found;
}

std::size_t Person::arrivals_of(std::uint64_t message_id) const {
  return bell_.read([&] {
    return static_cast<std::size_t>(std::count_if(arrivals_.begin(), arrivals_.end(), [&](const Arrival& arrival) {
      return arrival.entry.message_id == message_id;
    }));
  });
}

std::size_t Person::arrivals_called(const std::string& title) const {
  return bell_.read([&] {
    return static_cast<std::size_t>(std::count_if(arrivals_.begin(), arrivals_.end(), [&](const Arrival& arrival) {
      return arrival.entry.item.title() == title;
    }));
  });
}

std::uint64_t Person::newest_seq() const {
  return bell_.read([&] { return newest_seq_; });
}

client::AnswerArrived Person::wait_answer(std::uint64_t message_id, std::uint32_t by_member) {
  client::AnswerArrived found;
  expect(bell_.wait(patience,
                    [&] {
                      for (const auto& answer : answers_) {
                        if (answer.message_id != message_id || answer.answer.member_id() != by_member) continue;
                        found = answer;
                        return true;
                      }
                      return false;
                    }),
         name() + " is told of the other guardian's answer");
  return found;
}

Result Person::wait_settled(const client::Queued& queued) {
  Result found;
  expect(bell_.wait(patience,
                    [&] {
                      const auto at = settled_.find(queued.client_id);
                      if (at == settled_.end()) return false;
                      found = at->second;
                      return true;
                    }),
         name() + " gets the server's result");
  return found;
}

std::vector<client::Settled> Person::settled() const {
  return bell_.read([&] {
    std::vector<client::Settled> all;
    for (const auto& [id, result] : settled_) all.push_back(result.settled);
    return all;
  });
}

}  // namespace jiaxin::demo
