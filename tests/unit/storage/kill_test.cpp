// SIGKILL at any moment loses nothing that was acknowledged and doubles nothing.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <map>
#include <random>
#include <set>

#include "support.hpp"

namespace jiaxin::storage {
namespace {

class Killed : public StoreTest {
 protected:
  void SetUp() override {}  // the children open it

  // In a process of its own: sends until it is killed, and tells each id once it is acknowledged.
  [[noreturn]] void send_until_killed(int acknowledged, std::uint64_t first_id) {
    auto with = options();
    with.fsync = true;
    auto opened = SqliteStore::open(with);
    if (!std::holds_alternative<std::unique_ptr<SqliteStore>>(opened)) ::_exit(1);
    store_ = std::move(std::get<std::unique_ptr<SqliteStore>>(opened));
    for (std::uint64_t id = first_id;; ++id) {
      if (store_->stats().queued_writes > 64) {
        send(notice({1}, id));  // waits
        continue;
      }
      store_->send(notice({1}, id), [=](std::optional<SendCommitted> sent) {
        if (sent && ::write(acknowledged, &id, sizeof id) != sizeof id) ::_exit(1);
      });
    }
  }

  // Acknowledged ids of one life, killed after so many of them.
  std::vector<std::uint64_t> one_life(std::uint64_t first_id, std::size_t kill_after) {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) send_until_killed(ends[1], first_id);
    ::close(ends[1]);
    std::vector<std::uint64_t> acknowledged;
    std::uint64_t id = 0;
    while (::read(ends[0], &id, sizeof id) == sizeof id) {
      acknowledged.push_back(id);
      if (acknowledged.size() == kill_after) ::kill(child, SIGKILL);
    }
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status));
    return acknowledged;
  }

  void check_log(MemberKey member) {
    std::set<std::uint64_t> seen;
    std::uint64_t after = 0;
    while (true) {
      const auto page = log(member, after);
      if (page.entries.empty()) {
        EXPECT_EQ(page.head.value, after);
        return;
      }
      for (const auto& entry : page.entries) {
        ASSERT_EQ(entry.seq.value, ++after);
        ASSERT_TRUE(seen.insert(entry.message.value).second);
      }
    }
  }
};

TEST_F(Killed, LosesNothingAcknowledgedAndDoublesNothing) {
  open();
  const auto school = found_small_school();
  store_.reset();
  std::mt19937 random(20240901);
  std::uint64_t next_id = 1;
  std::map<std::uint64_t, std::uint64_t> id_to_message;
  for (int round = 0; round < 20; ++round) {
    const auto acknowledged = one_life(next_id, 1 + random() % 300);
    ASSERT_FALSE(acknowledged.empty());
    open();
    for (const auto id : acknowledged) {
      const auto again = send(notice(school, id)).value();
      ASSERT_FALSE(again.published) << "it was stored, round " << round;
      id_to_message[id] = std::get<MessageStored>(again.outcome).id.value;
    }
    next_id = acknowledged.back() + 1000;
    store_.reset();
  }
  open();
  std::set<std::uint64_t> different;
  for (const auto& [id, message] : id_to_message) EXPECT_TRUE(different.insert(message).second);
  for (const char* who : {"t-wang", "p-mu", "p-fu"}) check_log({school, member(school, who)});
  std::set<std::uint64_t> in_log;
  for (std::uint64_t after = 0;;) {
    const auto page = log({school, member(school, "p-mu")}, after);
    if (page.entries.empty()) break;
    for (const auto& entry : page.entries) in_log.insert(entry.message.value);
    after = page.entries.back().seq.value;
  }
  for (const auto& [id, message] : id_to_message) EXPECT_TRUE(in_log.contains(message)) << id;
}

}  // namespace
}  // namespace jiaxin::storage
