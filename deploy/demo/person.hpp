// Somebody with a phone: a client of the SDK, and all that it told, to be waited for.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bell.hpp"
#include "expect.hpp"
#include "jiaxin/client/client.hpp"

namespace jiaxin::demo {

struct Arrival {
  client::InboxEntry entry;
  Moment at;
};

struct Result {
  client::Settled settled;
  Moment at;
};

struct ReceiptNews {
  v1::ReceiptSummary summary;
  Moment at;
};

struct Who {
  std::string person_id;  // the roster's sourcedId; empty: not on the roster
  std::string name;
  std::string profile;  // for the command line
  std::string about;
};

// Methods of the thread that plays the day. Waiting ends the day if it lasts too long.
class Person {
 public:
  Person(Bell& bell, Who who, std::filesystem::path state_file);
  ~Person();
  Person(const Person&) = delete;
  Person& operator=(const Person&) = delete;

  const Who& who() const { return who_; }
  const std::string& name() const { return who_.name; }

  // Opens the app, and connects if somebody is signed in; closes it.
  void open_app(const std::string& server, std::shared_ptr<client::Runtime> runtime);
  void close_app();
  client::Client& client() { return *client_; }

  v1::Membership membership() const;
  v1::MemberRef member() const { return membership().ref(); }
  std::uint32_t class_called(const std::string& title) const;

  int sign_ins() const;  // those with the stored token included
  void wait_sign_in_after(int sign_ins);

  Arrival wait_arrival(std::uint64_t message_id);
  std::size_t arrivals_of(std::uint64_t message_id) const;
  std::size_t arrivals_called(const std::string& title) const;
  std::uint64_t newest_seq() const;
  client::AnswerArrived wait_answer(std::uint64_t message_id, std::uint32_t by_member);

  Result wait_settled(const client::Queued& queued);
  std::vector<client::Settled> settled() const;

  // The first news of this message, the newest included, for which it holds.
  template <class Holds>
  ReceiptNews wait_receipts(std::uint64_t message_id, const std::string& what, Holds&& holds) {
    ReceiptNews found;
    expect(bell_.wait(patience,
                      [&] {
                        const auto news = receipts_.find(message_id);
                        if (news == receipts_.end() || !holds(news->second.summary)) return false;
                        found = news->second;
                        return true;
                      }),
           name() + ": " + what);
    return found;
  }

  template <class T, class Start>
  T ask(const std::string& what, Start&& start) {
    return must(demo::ask<T>(bell_, name() + ": " + what, std::forward<Start>(start)), name() + ": " + what);
  }

 private:
  client::Listener listener();

  Bell& bell_;
  Who who_;
  std::filesystem::path state_file_;

  // With the bell:
  int sign_ins_ = 0;
  std::uint64_t newest_seq_ = 0;
  std::vector<Arrival> arrivals_;
  std::vector<client::AnswerArrived> answers_;
  std::map<client::ClientId, Result> settled_;
  std::map<std::uint64_t, ReceiptNews> receipts_;  // the newest of each message
  std::string trouble_;

  std::unique_ptr<client::Client> client_;
};

}  // namespace jiaxin::demo
